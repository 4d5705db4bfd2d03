PYTHON ?= python3
BIN := .venv/bin

.PHONY: setup demo test check lock model clean

setup: .venv/.ready  ## make .venv with everything pinned in requirements.lock

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch .venv/.ready

demo: setup  ## code an example article and show the result
	$(BIN)/dateline code examples/karabakh-2023.txt --published 2023-09-28 --publisher "Example Wire" --format table

check: setup  ## format, lint and types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

test: check  ## everything CI runs
	$(BIN)/python -m pytest -n 2

lock:  ## refresh the pinned versions
	$(BIN)/python -m piptools compile --quiet --strip-extras --allow-unsafe --generate-hashes --extra dev --extra mcp --extra postgres --extra ray --no-emit-index-url --no-emit-find-links --output-file requirements.lock pyproject.toml

LEARNED = $(if $(REAL),--real $(REAL)) $(if $(TEXTS),--texts $(TEXTS))

model:  ## train the learned core anew (REAL="gold.jsonl …" adds coded documents, TEXTS="texts.jsonl …" those that training/codings codes; hours on two cores, see training/README.md)
	$(PYTHON) -m venv .venv-training
	.venv-training/bin/python -m pip install --quiet --requirement training/requirements.txt --editable .
	mkdir -p build/model
	.venv-training/bin/python training/mentions.py $(LEARNED) > build/model/mentions.jsonl
	.venv-training/bin/python training/train.py --out build/model --held-out 0/8 --mentions build/model/mentions.jsonl $(LEARNED)
	.venv-training/bin/python training/fit.py --model build/model $(LEARNED) --write
	cp build/model/events.onnx build/model/tokenizer.json build/model/outputs.json src/dateline/data/model/

clean:
	rm -rf .venv .venv-training build dist .mypy_cache .pytest_cache .ruff_cache
