package io.github.logoffd.cli.setup;

import io.github.logoffd.host.windows.RegistryValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What Windows and procrun know of the service: the command line, and the parameters of procrun in the registry, in the
 * 32-bit view of it, which procrun reads. Immutable.
 *
 * @param commandLine the program that Windows starts, quoted: a path with blanks would name several programs
 * @param parameters by key and name, such as {@code Java\Jvm}
 */
record ServiceDefinition(String commandLine, Map<String, RegistryValue> parameters) {

    static final String SERVICE = "logoffd";

    /** The key of the service itself. */
    static final String SERVICE_KEY = "SYSTEM\\CurrentControlSet\\Services\\" + SERVICE;

    static final String PROCRUN_KEY = "SOFTWARE\\Wow6432Node\\Apache Software Foundation\\ProcRun 2.0\\" + SERVICE;

    /** The option that names the file which exists while the service answers. */
    static final String READY = "-Dlogoffd.ready=";

    private static final String PARAMETERS_KEY = PROCRUN_KEY + "\\Parameters\\";
    private static final String COMMAND_LINE = "ImagePath";
    private static final String JVM = "Java\\Jvm";
    private static final String CLASS_PATH = "Java\\Classpath";
    private static final String WORKING_PATH = "Start\\WorkingPath";
    private static final String HEAP = "Java\\JvmMx";
    private static final String OPTIONS = "Java\\Options";
    private static final String START_ARGUMENTS = "Start\\Params";
    private static final String CONFIG_OPTION = "--config";
    private static final String MAIN_CLASS = "io.github.logoffd.service.ServiceMain";
    private static final String IN_JVM = "jvm";
    private static final String BY_DATE = "auto";
    private static final int STOP_SECONDS = 10;

    ServiceDefinition {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Returns the definition of a new installation.
     *
     * @param options the options of the JVM
     */
    static ServiceDefinition of(Layout layout, Path javaHome, List<String> options) {
        Map<String, RegistryValue> values = new LinkedHashMap<>();
        put(values, JVM, Java.library(javaHome));
        put(values, CLASS_PATH, layout.jar());
        values.put(HEAP, RegistryValue.number(JvmOptions.HEAP_MEGABYTES));
        values.put(OPTIONS, RegistryValue.list(options));
        values.put("Java\\Options9", RegistryValue.list(JvmOptions.SINCE_JAVA_9));
        put(values, "Start\\Mode", IN_JVM);
        put(values, "Start\\Class", MAIN_CLASS);
        put(values, "Start\\Method", "start");
        values.put(
                START_ARGUMENTS,
                RegistryValue.list(List.of(CONFIG_OPTION, layout.configuration().toString())));
        put(values, WORKING_PATH, layout.program());
        put(values, "Stop\\Mode", IN_JVM);
        put(values, "Stop\\Class", MAIN_CLASS);
        put(values, "Stop\\Method", "stop");
        values.put("Stop\\Timeout", RegistryValue.number(STOP_SECONDS));
        put(values, "Log\\Path", layout.logs());
        put(values, "Log\\Prefix", "procrun");
        put(values, "Log\\Level", "Info");
        put(values, "Log\\StdOutput", BY_DATE);
        put(values, "Log\\StdError", BY_DATE);
        return new ServiceDefinition('"' + layout.executable().toString() + "\" //RS//" + SERVICE, values);
    }

    private static void put(Map<String, RegistryValue> values, String name, Object text) {
        values.put(name, RegistryValue.text(text.toString()));
    }

    /** Returns this definition with the heap that an administrator has given to the former one. */
    ServiceDefinition withHeapOf(ServiceDefinition former) {
        Map<String, RegistryValue> values = new LinkedHashMap<>(parameters);
        former.parameter(HEAP).ifPresent(heap -> values.put(HEAP, heap));
        return new ServiceDefinition(commandLine, values);
    }

    /** Reads the definition that is in force, as far as it has the names of a new one. */
    static ServiceDefinition read(WindowsPort windows) throws IOException {
        Layout any = new Layout(Path.of(""), Path.of(""));
        Map<String, RegistryValue> values = new LinkedHashMap<>();
        for (String name : of(any, Path.of(""), List.of()).parameters().keySet()) {
            Optional<RegistryValue> value = windows.read(keyOf(name), nameOf(name));
            value.ifPresent(there -> values.put(name, there));
        }
        String commandLine =
                windows.read(SERVICE_KEY, COMMAND_LINE).map(RegistryValue::text).orElse("");
        return new ServiceDefinition(commandLine, values);
    }

    /** Writes the parameters. The command line is set through the service manager. */
    void writeParameters(WindowsPort windows) throws IOException {
        for (Map.Entry<String, RegistryValue> value : parameters.entrySet()) {
            windows.write(keyOf(value.getKey()), nameOf(value.getKey()), value.getValue());
        }
    }

    private static String keyOf(String name) {
        return PARAMETERS_KEY + name.substring(0, name.indexOf('\\'));
    }

    private static String nameOf(String name) {
        return name.substring(name.indexOf('\\') + 1);
    }

    /** Returns the folder with the jar. */
    Optional<Path> program() {
        return parameter(WORKING_PATH).map(RegistryValue::text).map(Path::of);
    }

    Optional<Path> configuration() {
        List<String> arguments =
                parameter(START_ARGUMENTS).map(RegistryValue::content).orElse(List.of());
        int option = arguments.indexOf(CONFIG_OPTION);
        return option >= 0 && option + 1 < arguments.size()
                ? Optional.of(Path.of(arguments.get(option + 1)))
                : Optional.empty();
    }

    /** Returns {@code jvm.dll}. */
    Optional<Path> jvm() {
        return parameter(JVM).map(RegistryValue::text).map(Path::of);
    }

    Optional<Path> ready() {
        return option(READY);
    }

    Optional<Path> logs() {
        return parameter("Log\\Path").map(RegistryValue::text).map(Path::of);
    }

    private Optional<Path> option(String beginning) {
        return parameter(OPTIONS).stream()
                .flatMap(options -> new ArrayList<>(options.content()).stream())
                .filter(option -> option.startsWith(beginning))
                .map(option -> Path.of(option.substring(beginning.length())))
                .findFirst();
    }

    private Optional<RegistryValue> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
