#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# Makes bin/ beside pincer.jar, in the folder that is named: the command, and its completion.

set -eu

here=$(CDPATH='' cd -P "$(dirname "$0")" && pwd -P)
target=$1
mkdir -p "$target/bin"
cp "$here/pincer" "$target/bin/pincer"
chmod 755 "$target/bin/pincer"
"$target/bin/pincer" completion > "$target/bin/pincer-completion.sh.new"
mv "$target/bin/pincer-completion.sh.new" "$target/bin/pincer-completion.sh"
