#!/bin/sh
# Builds the package for the Windows Installer of an unpacked zip, with the Java in its folder jre if there is one.
# usage: build.sh FOLDER VERSION TIME FILE; TIME is that of all files, as in 2026-11-20T00:00:00Z
set -eu
folder=$(realpath "$1")
version=$2
time=$(date -u -d "$3" +%s)
file=$4
here=$(dirname "$(realpath "$0")")
export LC_ALL=C TZ=UTC
# Names the product over all versions; never changes.
upgrade_code='{E1B1D61A-7F0E-4B57-9A25-6F9D8A1C0F3B}'

draft=$(mktemp -d)
trap 'rm -rf "$draft"' EXIT

# An id that depends on the text alone.
id_of() { printf %s "$1" | sha256sum | sed -E 's/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*/{\1-\2-5\3-8\4-\5}/' | tr a-f A-F; }

# A folder is a component, whose id wixl derives from its path, with the version in it.
list_files() {
    find "$folder" -type f -printf '%P\n' | sed -E 's|^([^/]*)$|/\1|; s|/([^/]*)$|\t\1|' | sort | awk -F '\t' '
        function text(name) { gsub(/&/, "\\&amp;", name); gsub(/</, "\\&lt;", name); gsub(/\$/, "$$", name); return name }
        function id(path,    name, parent) {
            if (!(path in ids)) {
                name = path; sub(/.*\//, "", name)
                parent = name == path ? ids[""] : id(substr(path, 1, length(path) - length(name) - 1))
                ids[path] = "Folder" ++folders
                print "<DirectoryRef Id=\"" parent "\"><Directory Id=\"" ids[path] "\" Name=\"" text(name) "\"/></DirectoryRef>"
            }
            return ids[path]
        }
        function end() { if (components) print "</Component></DirectoryRef>" }
        BEGIN { ids[""] = "Program"; last = "none"; print "<Wix xmlns=\"http://schemas.microsoft.com/wix/2006/wi\"><Fragment>" }
        $1 != last {
            end(); last = $1; here = id($1); components++
            print "<DirectoryRef Id=\"" here "\"><Component Id=\"Component" components "\" Guid=\"*\" Win64=\"yes\">"
            key = " KeyPath=\"yes\""
        }
        { print "<File Id=\"File" ++files "\"" key " Source=\"" text($1 == "" ? $2 : $1 "/" $2) "\"/>"; key = "" }
        END {
            end(); print "<ComponentGroup Id=\"Files\">"
            for (i = 1; i <= components; i++) print "<ComponentRef Id=\"Component" i "\"/>"
            print "</ComponentGroup></Fragment></Wix>"
        }'
}

# Its address in memory depends on the name of the file, as far as that is given.
(cd "$draft" && x86_64-w64-mingw32-gcc -std=c11 -Wall -Wextra -Werror -O2 -s -shared -static-libgcc -Wl,--no-insert-timestamp \
    -o action.dll "$here/action.c" -lmsi)
find "$folder" "$draft/action.dll" -exec touch -h -d "@$time" {} +
list_files > "$draft/files.wxs"
cp "$here/logoffd.wxs" "$draft"
# Another content is another package, even of the same product.
content=$({ cat "$here/build.sh" "$draft/logoffd.wxs" "$draft/files.wxs" "$draft/action.dll"; cd "$folder"; find . -type f | sort | xargs -d '\n' sha256sum; } | sha256sum)
java=$([ -d "$folder/jre" ] && echo ' with Java' || true)

cd "$folder"
# At the same addresses in each run: wixl has tables in the order of addresses.
setarch -R wixl --arch x64 -D "Version=$version" -D "Numbers=${version%%-*}" \
    -D "UpgradeCode=$upgrade_code" -D "ProductCode=$(id_of "logoffd $version$java")" \
    -o "$draft/package.msi" "$draft/logoffd.wxs" "$draft/files.wxs"

# What wixl does not know: the properties that Windows takes without an elevated prompt too (none that names what SYSTEM runs or where it writes), an
# equal number as an upgrade (as from a snapshot), and the id and the times of the package, which it takes at random.
change() { msiinfo export "$draft/package.msi" "$1" | sed -E "$2" > "$draft/$1.idt"; }
change Upgrade 's|\t[0-9]+\t(\t*OLDERVERSION)|\t768\t\1|'
change Property 's|^(SecureCustomProperties\t)[^\r]*|\1FIREWALL;HOST;NEWERVERSION;NOARCHIVE;NOSTART;OLDERVERSION;PORT;PURGE|'
change _SummaryInformation "s|^(9\t)[^\r]*|\1$(id_of "$content")|; s|^(1[23]\t)[^\r]*|\1$(date -d "@$time" '+%Y/%m/%d %H:%M:%S')|"
setarch -R msibuild "$draft/package.msi" -i "$draft/Upgrade.idt" "$draft/Property.idt" "$draft/_SummaryInformation.idt"
cp "$draft/package.msi" "$file"
