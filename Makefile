# The commands of a day. `make` alone lists them.
# One configuration for everything, release: what is tested is what is installed, and it is built once.

SWIFT := swift
BINARY := .build/release/gatehouse

.PHONY: help setup build run test board gpiod2 bench clean

help:
	@echo "make run    install what is missing, build, and start the gate (or its demonstration)"
	@echo "make test   install what is missing, build, and run every test"
	@echo "make build  leave the program at $(BINARY)"
	@echo "make board  run the program on kernel GPIO lines and a kernel camera, in a virtual machine"
	@echo "make gpiod2 compile and link the GPIO shim against libgpiod 2.x"
	@echo "make bench  measure speed and memory on this machine"
	@echo "make clean  delete everything that was built"

setup:
	@deploy/setup.sh

build: setup
	@echo "Building gatehouse; the first time takes several minutes."
	@$(SWIFT) build -c release --product gatehouse
	@echo "Built $(BINARY)"

run: build
	@$(BINARY) run

test: setup
	@echo "Building gatehouse and its tests; the first time takes several minutes."
	@$(SWIFT) build -c release --build-tests
	@$(SWIFT) test -c release --skip-build

board: build
	@hardware/virtual-board/check.sh

gpiod2: setup
	@hardware/check-gpiod2.sh

bench: build
	@$(BINARY) bench

clean:
	@rm -rf .build
