#!/usr/bin/env bash
# How long a command takes from its start to its end, compared with the shortest program in Java that loads JNA and makes one native call.
# Prints milliseconds (medians, the programs taking turns) and the ratios: "plain" is java -jar, "flags" what the launchers add, "archive"
# what they add when there is the archive of classes that install.cmd makes. Needs mvn package before. More folders with a logoffd.jar and
# its lib, such as target in a checkout of another state, take their turns too.
# usage: command-startup.sh [ROUNDS [FOLDER...]]
set -euo pipefail
cd "$(dirname "$0")/../../.."
rounds=${1:-15}
folders=(target "${@:2}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jna=$(ls target/lib/jna-*.jar)
flags=(-Xshare:auto -Xlog:disable -XX:TieredStopAtLevel=1 -Xmx256m -XX:+UseSerialGC)
command=(query session --simulate)

cat >"$work/Hello.java" <<'JAVA'
import com.sun.jna.Library;
import com.sun.jna.Native;

public final class Hello {
    public interface C extends Library {
        int getpid();
    }

    public static void main(String[] args) {
        System.out.println("Hello " + Native.load("c", C.class).getpid());
    }
}
JAVA
"${java}c" -cp "$jna" -d "$work" "$work/Hello.java"
for i in "${!folders[@]}"; do
    "$java" -Xlog:disable -XX:+UseSerialGC "-XX:DumpLoadedClassList=$work/$i.txt" -jar "${folders[i]}/logoffd.jar" train >"$work/out" 2>&1
    "$java" -Xshare:dump "-XX:SharedClassListFile=$work/$i.txt" "-XX:SharedArchiveFile=$work/$i.jsa" -Xlog:disable -Xmx512m \
        -XX:+UseG1GC -jar "${folders[i]}/logoffd.jar" >"$work/out"
done

TIMEFORMAT='%R %U %S'
measure() { # NAME COMMAND...
    local name=$1
    shift
    { time "$@" >"$work/out" 2>&1; } 2>>"$work/$name.times"
}
median() { # NAME EXPRESSION
    awk "{print $2}" "$work/$1.times" | sort -n | awk '{a[NR] = $1} END {print a[int((NR + 1) / 2)]}'
}

for _ in $(seq "$rounds"); do
    measure hello "$java" "${flags[@]}" -cp "$jna:$work" Hello
    for i in "${!folders[@]}"; do
        jar=${folders[i]}/logoffd.jar
        measure "plain-$i" "$java" -jar "$jar" "${command[@]}"
        measure "flags-$i" "$java" "${flags[@]}" -jar "$jar" "${command[@]}"
        measure "archive-$i" "$java" "${flags[@]}" "-XX:SharedArchiveFile=$work/$i.jsa" -XX:+VerifySharedSpaces -jar "$jar" "${command[@]}"
    done
done
show() { # NAME
    local name=$1
    awk -v name="${name%-*}" -v wall="$(median "$name" '$1')" -v cpu="$(median "$name" '$2 + $3')" \
        -v hello_wall="$(median hello '$1')" -v hello_cpu="$(median hello '$2 + $3')" \
        'BEGIN {printf "%-9s %4.0f ms, %.2f times hello; of the processor %4.0f ms, %.2f times hello\n", name, 1000 * wall,
            wall / hello_wall, 1000 * cpu, cpu / hello_cpu}'
}
"$java" -version 2>&1 | head -n 1
show hello
for i in "${!folders[@]}"; do
    echo "${folders[i]}:"
    for kind in plain flags archive; do
        show "$kind-$i"
    done
done
