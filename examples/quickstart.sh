#!/bin/sh
# Sets up, builds and shows the main job on a fresh Debian 12: index the sample reviews, then ask three questions.
set -eu
cd "$(dirname "$0")/.."
sh examples/install-packages.sh gcc libc6-dev meson ninja-build pkg-config libxml2-dev libpcre2-dev libsqlite3-dev \
    libzip-dev libutf8proc-dev libmd-dev poppler-utils

build=build/quickstart
[ -d "$build" ] || meson setup "$build" --buildtype=release --prefix="$PWD/build/installed" --libdir=lib \
    -Dtests=disabled >/dev/null
meson install -C "$build" >/dev/null
PATH="$PWD/build/installed/bin:$PATH"

library=build/quickstart.scrl
rm -f "$library"
ask() { # a question in words, then the command that asks it
    printf '\n== %s\n   $ ' "$1"
    shift
    for word in "$@"; do
        case $word in *[!A-Za-z0-9:./_-]*) printf "'%s' " "$word" ;; *) printf '%s ' "$word" ;; esac
    done
    printf '\n\n'
    "$@"
}

ask 'A folder of reviews becomes one library file.' \
    scrl index "$library" data/reviews
ask 'Which reviews report that fathers and partners were overlooked, and in which words?' \
    scrl search --limit 3 "$library" theme:unseen_men polarity:problem
ask 'Which recommendations speak of supervision, and to whom are they made?' \
    scrl statements "$library" kind:recommendation supervision
ask 'Which themes are told as patterns of the system, as a problem or as good practice?' \
    scrl themes "$library" level:system
