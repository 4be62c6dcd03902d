# make run: build Toguna, read the example reports, and show what the record says and where accounts differ.
# make test: everything that CI runs. Rust alone is enough for `make run`; with Node the web app is built into the binary.
# `make test` needs Node, Python and Chromium too, installs Debian's Chromium where there is none and it may, and gets
# schemathesis from PyPI once.

CARGO ?= cargo
PYTHON ?= python3
RECORD ?= target/examples.toguna
TOGUNA = target/release/toguna

.PHONY: run test check format bench models fast-models exact-model web browser clean

run: $(if $(shell command -v npm),web)
	$(CARGO) build --release --locked --package toguna
	@rm -f $(RECORD) $(RECORD)-wal $(RECORD)-shm $(RECORD)-lock
	@echo; echo "== toguna build examples/sahel --record $(RECORD)"
	@$(TOGUNA) build examples/sahel --record $(RECORD)
	@echo; echo "== toguna timeline $(RECORD)   (the first of what is said to have happened)"
	@$(TOGUNA) timeline $(RECORD) --limit 8
	@echo; echo "== toguna disputes $(RECORD) --kind figure   (where numbers differ)"
	@$(TOGUNA) disputes $(RECORD) --kind figure
	@echo; echo "== toguna show $(RECORD) actor tiani --as-of 2024-12-31"
	@$(TOGUNA) show $(RECORD) actor tiani --as-of 2024-12-31
	@echo; echo "To look, judge and cite in a browser: $(TOGUNA) serve $(RECORD)"
	@echo; echo "The example reports were written for this project; their outlets are invented (examples/README.md)."
	@echo "To read your own folder of .txt, .md and .html files:"
	@echo "    $(TOGUNA) build YOUR_FOLDER --record mine.toguna"
	@echo "    $(TOGUNA) disputes mine.toguna"
	@echo "A file metadata.jsonl in the folder tells outlet and day of publication; see docs/USING.md."

test: web check
	$(CARGO) test --locked --workspace
	$(MAKE) browser

# The web app, which the next build of the binary embeds.
web: web/node_modules
	cd web && npm run --silent build

web/node_modules: web/package-lock.json
	cd web && npm ci --no-audit --no-fund
	@touch $@

# The screens in a real browser, on the program that `cargo test` built.
browser: web/node_modules target/schemathesis
	@command -v chromium >/dev/null || { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; }
	cd web && npm run --silent check
	# As `make test` builds it: for the one package alone the libraries would be built again, with fewer of their features.
	$(CARGO) test --locked --workspace --no-run --quiet
	cd web && CHROMIUM="$$(command -v chromium)" npm test --silent

# Asks the API by its description; in an environment of its own.
target/schemathesis:
	$(PYTHON) -m venv $@
	$@/bin/pip install --quiet 'schemathesis==4.32.5' || { rm -rf $@; exit 1; }

# Form and lints, before the tests: they fail fastest.
check:
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- --deny warnings

format:
	$(CARGO) fmt --all

# Figures for docs/PERFORMANCE.md.
bench:
	$(CARGO) run --release --locked --package toguna-bench

# Train the models again from the treebanks in DATA: the fast reader's in Rust (languages/*/MODEL.md), the exact reader's
# in Python (training/README.md, models/reader/MODEL.md).
DATA ?= ../shared/data
TREEBANKS = $(DATA)/treebanks
models: fast-models exact-model

fast-models:
	$(CARGO) build --release --locked --package toguna
	$(TOGUNA) train --language en --output languages/en/model.bin --weight 3 --licence "CC BY-SA 4.0" \
		$(TREEBANKS)/en_ewt-train.conllu treebanks/en-news.conllu
	$(TOGUNA) train --language fr --output languages/fr/model.bin --weight 3 \
		--licence "LGPL-LR (UD French-Sequoia) and CC BY-SA 4.0 (UD French-GSD)" \
		$(TREEBANKS)/fr_sequoia-train.conllu $(TREEBANKS)/fr_gsd-dev.conllu treebanks/fr-news.conllu

TRAIN = target/training/bin/python
exact-model:
	test -x $(TRAIN) || $(PYTHON) -m venv target/training
	$(TRAIN) -m pip install --quiet --requirement training/requirements.txt
	$(TRAIN) training/recover_e5.py
	$(TRAIN) training/vocabulary.py --data $(DATA)
	$(TRAIN) training/prepare.py --data $(DATA)
	OMP_WAIT_POLICY=PASSIVE $(TRAIN) training/train.py
	$(TRAIN) training/export.py
	$(TRAIN) training/evaluate.py --write crates/toguna-lang/tests/data/exact-python.tsv

clean:
	$(CARGO) clean
	rm -rf web/dist web/node_modules
	rm -f *.toguna *.toguna-*
