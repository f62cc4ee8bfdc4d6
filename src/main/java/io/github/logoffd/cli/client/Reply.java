package io.github.logoffd.cli.client;

import io.github.logoffd.cli.client.ServiceException.Kind;

/** What an operation has answered. The caller knows which form it has; another one is a failure. */
public final class Reply {

    private final String operation;
    private final Object value;

    Reply(String operation, Object value) {
        this.operation = operation;
        this.value = value;
    }

    /** Returns the one record, such as what came of a logoff. */
    public JsonRecord record() throws ServiceException {
        return JsonRecord.of(value).orElseThrow(() -> wrong("a record"));
    }

    /** Returns the text, such as the button that was pressed. */
    public String text() throws ServiceException {
        if (value instanceof String text) {
            return text;
        }
        throw wrong("text");
    }

    private ServiceException wrong(String expected) {
        return new ServiceException(
                Kind.FAILED,
                "The service has answered " + operation + ", but not with " + expected
                        + ". Use the same version of logoffd on both sides.");
    }
}
