package io.github.logoffd.bench;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;

/** The shortest program that loads JNA and makes one native call: what the start of the commands is compared with. */
final class HelloNative {

    /** One function that the C library of each system has. */
    public interface C extends Library {
        int abs(int number);
    }

    private HelloNative() {}

    public static void main(String[] args) {
        C library = Native.load(Platform.isWindows() ? "msvcrt" : "c", C.class);
        System.out.println("Hello " + library.abs(-1));
    }
}
