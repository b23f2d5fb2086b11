#!/bin/sh
# Compiles each public header alone, as C11 and as C++17, without a warning. Usage: headers.sh SOURCE_ROOT CC...
set -eu
root=$1
shift
strict="-Wall -Wextra -Wpedantic -Werror -fsyntax-only"
count=0
for header in "$root"/include/scrl/*.h; do
    name=scrl/${header##*/}
    # Twice: the guard has to hold.
    printf '#include <%s>\n#include <%s>\nint unused_unit;\n' "$name" "$name" | "$@" -x c -std=c11 $strict -I "$root/include" -
    for cxx in g++ clang++; do
        if command -v "$cxx" >/dev/null; then
            printf '#include <%s>\nint unused_unit;\n' "$name" | "$cxx" -x c++ -std=c++17 $strict -I "$root/include" -
            count=$((count + 1))
        fi
    done
done
echo "$count headers as C++"
[ "$count" -gt 0 ] || exit 77
