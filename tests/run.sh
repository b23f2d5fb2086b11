#!/bin/sh
# Sets up, builds and runs every test on a fresh Debian 12: gcc with sanitizers and all tests, clang with the fuzz corpora,
# then a build with every option off.
set -eu
cd "$(dirname "$0")/.."
sh examples/install-packages.sh gcc g++ libc6-dev clang libclang-rt-14-dev binutils meson ninja-build pkg-config python3 check \
    libxml2-dev libpcre2-dev libsqlite3-dev libzip-dev libutf8proc-dev libmd-dev liblinear-dev poppler-utils
export ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1

echo "== gcc, AddressSanitizer and UndefinedBehaviorSanitizer, all tests"
[ -d build/tests ] || meson setup build/tests --werror --buildtype=debugoptimized -Db_sanitize=address,undefined \
    -Dtests=enabled -Dlearn=enabled >/dev/null
meson compile -C build/tests
meson test -C build/tests --print-errorlogs

echo "== clang, fuzz targets on their corpora"
[ -d build/clang ] || CC=clang meson setup build/clang --werror --buildtype=debug -Db_sanitize=address,undefined -Db_lundef=false \
    -Dtests=disabled -Dfuzz=true >/dev/null
meson compile -C build/clang
meson test -C build/clang --print-errorlogs

echo "== all options off"
[ -d build/bare ] || meson setup build/bare --werror --buildtype=release -Dtests=disabled -Dcli=false -Dbench=false >/dev/null
meson compile -C build/bare
