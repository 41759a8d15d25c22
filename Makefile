# The commands of daily work. `make help` lists them. A fresh machine needs nothing else.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help up preview refresh tree destroy down test lint format schema docs awspolicies resourcetypes picture bench env
STACK ?= dev
# The pack finds policies/config/<stack>.json by itself.
PACK := --policy-pack policies
# The environment variables that Pulumi needs. Each recipe reads them, because they are not known before the packages are installed.
# The state of the stack dev is always in the checkout, whatever backend the user has chosen for other stacks.
ENV := exports=$$(toolchain/env '$(STACK)') || exit 1; eval "$$exports"
DEV := exports=$$(toolchain/env dev) || exit 1; eval "$$exports"

# The packages, installed again when the lock file has changed.
node_modules/.package-lock.json: package.json package-lock.json
	@command -v npm >/dev/null || { echo "make: Node.js with npm is needed (20 or later): https://nodejs.org" >&2; exit 1; }
	@echo "Installing the packages ..."
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# The stack's prerequisites: its settings; for `dev` also the local AWS and the state, which the user creates for other stacks.
define ready
	@node program/settings.cjs '$(STACK)'
	@toolchain/find >/dev/null
	@if [ '$(STACK)' = dev ]; then local/aws up; $(ENV); program/stack dev; fi
endef

help: ## List these commands
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12
	@echo; echo "STACK=prod chooses another stack than dev, which is the local AWS: make preview STACK=prod"

up: node_modules/.package-lock.json ## Set up everything that is needed, provision the organisation, show what exists
	$(ready)
	@$(ENV); node program/up.cjs --stack '$(STACK)' $(PACK) $(if $(filter dev,$(STACK)),--yes) --suppress-outputs
	@if [ '$(STACK)' = dev ]; then $(ENV); if pulumi stack output peopleWait --stack dev >/dev/null 2>&1; then \
		echo "The organisation exists now, and IAM Identity Center with it: people come with a second run."; \
		local/aws costs --seed --if-none; \
		node program/up.cjs --stack dev $(PACK) --yes --suppress-outputs; fi; fi
	@$(if $(filter dev,$(STACK)),local/aws costs --seed --if-none)
	@$(ENV); ./org tree --stack '$(STACK)'

preview: node_modules/.package-lock.json ## Show what `up` would do; changes nothing
	$(ready)
	@$(ENV); pulumi preview --stack '$(STACK)' $(PACK) --diff --suppress-outputs

refresh: node_modules/.package-lock.json ## Show what was changed outside of Pulumi
	$(ready)
	@$(ENV); pulumi preview --stack '$(STACK)' $(PACK) --refresh --diff --suppress-outputs

tree: node_modules/.package-lock.json ## Show the organisation as a tree
	@node program/settings.cjs '$(STACK)'
	@toolchain/find >/dev/null
	@$(ENV); ./org tree --stack '$(STACK)'

destroy: node_modules/.package-lock.json ## Delete everything in the local organisation (stack dev only)
	@[ '$(STACK)' = dev ] || { echo "make: destroy is for the local stack dev only. make never destroys a real organisation." >&2; exit 1; }
	$(ready)
	@echo "AWS lets an account leave 4 days after its creation, and removes a closed one after 90 days. So the clock of the local AWS is advanced by 91 days, and its accounts get contact information."
	@local/aws clock --advance-days 91
	@local/aws complete-accounts
	@$(ENV); pulumi state unprotect --all --yes --stack dev; pulumi destroy --stack dev --yes || \
		{ echo "make: something that was created by hand in the local AWS prevents this. \`make down\` removes the local AWS with everything in it, and the state of dev." >&2; exit 1; }
	@echo "On AWS these accounts would still exist outside the organisation, with their e-mails. The local AWS is removed."
	@local/aws down

down: ## Stop the local AWS and remove its state and that of the stack dev; other stacks stay
	@local/down

test: node_modules/.package-lock.json ## Run every test
	@toolchain/find >/dev/null
	@local/aws install
	@tests/browser/chromium --install >/dev/null || true
	@$(DEV); tests/run

lint: node_modules/.package-lock.json ## Check types, style, format, layers and names
	@$(DEV); failed=0; for check in tests/house/types 'node_modules/.bin/mocha --reporter dot tests/house' 'npx eslint .' 'npx prettier --check .' 'node program/schema.cjs --check'; do $$check || failed=1; done; exit $$failed

format: node_modules/.package-lock.json ## Format all files
	@$(DEV); npx prettier --write . && npx eslint --fix .

schema: node_modules/.package-lock.json ## Make the JSON Schema by which editors complete the definition
	@$(DEV); node program/schema.cjs

docs: node_modules/.package-lock.json ## Make the pages of the libraries and of compliance, and the README's picture of the layers
	@$(DEV); node program/docs.cjs && node -r ts-node/register/transpile-only tests/house/picture.ts

awspolicies: node_modules/.package-lock.json ## Make the data of AWS's managed policies from the installed package of them
	@$(DEV); node -r ts-node/register/transpile-only evaluator/awsPolicies/generateAwsPolicies.ts

resourcetypes: node_modules/.package-lock.json ## Make the data of CloudFormation's types of resources from the installed package of them
	@$(DEV); node -r ts-node/register/transpile-only cloudformation/resourceTypes/generateResourceTypes.ts

picture: node_modules/.package-lock.json ## Make the pictures of the pages for the documentation (needs Chromium)
	@tests/browser/chromium --install >/dev/null
	@$(DEV); node -r ts-node/register/transpile-only tests/browser/picture.ts

bench: node_modules/.package-lock.json ## Measure preview, up and start-up
	@toolchain/find >/dev/null
	@$(DEV); tests/bench/run && tests/bench/exportSums && tests/bench/assignments && tests/bench/people && tests/bench/baseline && tests/bench/review

env: node_modules/.package-lock.json ## Show how to set up a shell for plain `pulumi`
	@toolchain/find >/dev/null
	@echo 'Type this, and then pulumi preview, pulumi up, ... as usual:'; echo '  eval "$$(toolchain/env)"'
