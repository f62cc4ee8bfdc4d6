package io.github.logoffd.bench;

import io.github.logoffd.service.ServiceMain;

/** Starts the service as procrun does, and ends with the process. */
final class AsService {

    private AsService() {}

    /**
     * Runs until the process is ended.
     *
     * @param args those of the service
     */
    public static void main(String[] args) {
        ServiceMain.start(args);
    }
}
