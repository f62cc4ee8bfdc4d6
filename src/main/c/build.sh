#!/bin/sh
# Builds the commands for Windows as programs: one program under the name of each.
# usage: build.sh FOLDER
set -eu
folder=$1
mkdir -p "$folder"
# Without a time stamp the same source gives the same bytes.
x86_64-w64-mingw32-gcc -std=c11 -Wall -Wextra -Werror -O2 -s -municode -static-libgcc -Wl,--no-insert-timestamp \
    -o "$folder/logoff.exe" "$(dirname "$0")/command.c"
for name in query qwinsta quser msg tsdiscon; do
    cp "$folder/logoff.exe" "$folder/$name.exe"
done
