package io.github.logoffd.cli.setup;

import io.github.logoffd.host.windows.RegistryValue;
import io.github.logoffd.host.windows.WindowsServices.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A Windows with one service that starts at once, or does not, as the test says of the program that is registered. */
final class FakeWindows implements WindowsPort {

    final Map<String, RegistryValue> registry = new TreeMap<>();
    final List<String> events = new ArrayList<>();
    final Map<Path, String> foreignOwners = new HashMap<>();
    final Map<Path, Integer> readOnly = new TreeMap<>();
    final List<List<String>> commands = new ArrayList<>();
    /** How much space the disks of folders have, of others more than enough. */
    final Map<Path, Long> free = new HashMap<>();
    /** Why no folder can be made read-only. */
    Optional<String> refusal = Optional.empty();
    /** What another program does at the moment before a folder becomes private. */
    Runnable beforePrivate = () -> {};

    boolean elevated = true;
    Optional<State> state = Optional.empty();
    int exitCode;
    Predicate<Path> answers = program -> true;

    @Override
    public boolean isElevated() {
        return elevated;
    }

    @Override
    public Optional<State> service() {
        return state;
    }

    @Override
    public void create(String commandLine) {
        events.add("create");
        state = Optional.of(State.STOPPED);
        changeCommandLine(commandLine);
    }

    @Override
    public void changeCommandLine(String commandLine) {
        registry.put(ServiceDefinition.SERVICE_KEY + "\\ImagePath", RegistryValue.expandable(commandLine));
    }

    @Override
    public List<String> describe() {
        return List.of();
    }

    @Override
    public void start() throws IOException {
        ServiceDefinition definition = ServiceDefinition.read(this);
        Path program = definition.program().orElseThrow();
        events.add("start " + program.getFileName());
        if (answers.test(program)) {
            Files.writeString(definition.ready().orElseThrow(), "http://127.0.0.1:1/");
            state = Optional.of(State.RUNNING);
        } else {
            Files.createDirectories(definition.logs().orElseThrow());
            Files.writeString(
                    definition.logs().orElseThrow().resolve("logoffd.log"),
                    "x ERROR [main] ServiceMain - The service cannot run. The reason of the test.\n");
            state = Optional.of(State.STOPPED);
        }
    }

    @Override
    public void stop() {
        events.add("stop");
        state = Optional.of(State.STOPPED);
    }

    @Override
    public void delete() {
        events.add("delete");
        state = Optional.empty();
        deleteKey(ServiceDefinition.SERVICE_KEY);
    }

    @Override
    public Optional<RegistryValue> read(String key, String name) {
        return Optional.ofNullable(registry.get(key + '\\' + name));
    }

    @Override
    public void write(String key, String name, RegistryValue value) {
        registry.put(key + '\\' + name, value);
    }

    @Override
    public void deleteKey(String key) {
        registry.keySet().removeIf(name -> name.startsWith(key + '\\'));
    }

    @Override
    public void createPrivate(Path file) throws IOException {
        Files.createFile(file);
        events.add("create private " + file.getFileName());
    }

    /** Notes what is in the folder at that moment. */
    @Override
    public void makePrivate(Path folder) throws IOException {
        beforePrivate.run();
        events.add("private " + folder.getFileName() + ' ' + Trees.files(folder).size());
    }

    /** Notes the folder, and what is in it at that moment. */
    @Override
    public void makeReadOnly(Path folder) throws IOException {
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
        readOnly.put(folder, Trees.files(folder).size());
    }

    @Override
    public long freeSpace(Path folder) {
        return free.entrySet().stream()
                .filter(disk -> folder.startsWith(disk.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    @Override
    public Optional<String> ownerProblem(Path file) {
        return Optional.ofNullable(foreignOwners.get(file));
    }

    @Override
    public int run(List<String> command) {
        commands.add(command);
        return exitCode;
    }

    @Override
    public void pause() {}
}
