package io.github.logoffd.monitoring;

import io.github.logoffd.testing.Await;
import java.awt.Component;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Window;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.swing.AbstractButton;
import javax.swing.JButton;
import javax.swing.JDialog;
import javax.swing.JLabel;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.JTree;
import javax.swing.text.JTextComponent;
import javax.swing.tree.TreeNode;
import javax.swing.tree.TreePath;

/**
 * The page with the tree of MBeans in JConsole's panel, used by what can be seen on it. Every method waits for what it
 * needs.
 */
final class MBeansPage {

    private static final String TITLE = "MBeans";
    private static final int TREE_WIDTH = 290;
    private static final String WITHOUT_TLS = "Insecure connection";

    private final JTabbedPane panel;

    MBeansPage(JTabbedPane panel) {
        this.panel = panel;
    }

    /** Agrees to a connection without TLS when JConsole asks, and turns to the page when there are beans. */
    void waitForConnection() {
        Await.until("JConsole has connected", () -> {
            look(() -> button(panel.getRootPane(), WITHOUT_TLS)).ifPresent(MBeansPage::click);
            return look(() -> tree().getModel().getChildCount(tree().getModel().getRoot()) > 0
                    && !panel.getRootPane().getGlassPane().isVisible());
        });
        change(() -> {
            panel.setSelectedIndex(panel.indexOfTab(TITLE));
            all(panel, JSplitPane.class)
                    .filter(Component::isShowing)
                    .forEach(split -> split.setDividerLocation(TREE_WIDTH));
        });
    }

    /** Selects a node of the tree by the labels that lead to it, and returns the labels below it. */
    List<List<String>> open(List<String> labels) {
        for (int depth = 1; depth < labels.size(); depth++) {
            TreePath path = await(labels.subList(0, depth));
            change(() -> tree().expandPath(path));
        }
        TreePath path = await(labels);
        change(() -> {
            tree().setSelectionPath(path);
            tree().scrollPathToVisible(path);
        });
        return look(() -> children((TreeNode) path.getLastPathComponent())
                .map(node -> List.of(label(node)))
                .toList());
    }

    private TreePath await(List<String> labels) {
        Await.until("the tree has " + labels, () -> look(() -> path(labels)).isPresent());
        return look(() -> path(labels)).orElseThrow();
    }

    private Optional<TreePath> path(List<String> labels) {
        TreePath path = new TreePath(tree().getModel().getRoot());
        for (String label : labels) {
            Optional<TreeNode> next = children((TreeNode) path.getLastPathComponent())
                    .filter(node -> label(node).equals(label))
                    .findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            path = path.pathByAddingChild(next.get());
        }
        return Optional.of(path);
    }

    private static Stream<TreeNode> children(TreeNode node) {
        List<TreeNode> children = new ArrayList<>();
        for (Enumeration<? extends TreeNode> each = node.children(); each.hasMoreElements(); ) {
            children.add(each.nextElement());
        }
        return children.stream();
    }

    /** The text without the markup that JConsole makes it bold with. */
    private static String label(TreeNode node) {
        return node.toString().replaceAll("<[^>]*>", "");
    }

    private JTree tree() {
        return all(panel, JTree.class).findFirst().orElseThrow();
    }

    /** Tells the rows of the tables that can be seen. */
    List<List<String>> rows() {
        return look(() -> rows(panel));
    }

    private static List<List<String>> rows(Container container) {
        return all(container, JTable.class)
                .filter(Component::isShowing)
                .flatMap(MBeansPage::rows)
                .toList();
    }

    private static Stream<List<String>> rows(JTable table) {
        List<List<String>> rows = new ArrayList<>();
        for (int row = 0; row < table.getRowCount(); row++) {
            List<String> cells = new ArrayList<>();
            for (int column = 0; column < table.getColumnCount(); column++) {
                cells.add(String.valueOf(table.getValueAt(row, column)));
            }
            rows.add(cells);
        }
        return rows.stream();
    }

    /** Presses a button of the page once it can be pressed. */
    List<List<String>> press(String label) {
        Predicate<JButton> ready = AbstractButton::isEnabled;
        Await.until(
                "there is the button " + label,
                () -> look(() -> button(panel, label)).filter(ready).isPresent());
        look(() -> button(panel, label)).ifPresent(MBeansPage::click);
        return List.of();
    }

    /** Fills in the arguments of an operation and presses its button; what comes of it is in a dialog. */
    List<List<String>> call(String operation, List<String> arguments) {
        Await.until(
                "there is the operation " + operation,
                () -> look(() -> button(panel, operation)).isPresent());
        change(() -> {
            Container line = button(panel, operation).orElseThrow().getParent();
            List<JTextComponent> fields = all(line, JTextComponent.class).toList();
            for (int i = 0; i < arguments.size(); i++) {
                fields.get(i).setText(arguments.get(i));
            }
        });
        return press(operation);
    }

    /** Tells what the dialog says that an operation has opened: the rows of its table, or its text. */
    List<List<String>> dialog() {
        Await.until("there is an answer", () -> look(MBeansPage::openDialog).isPresent());
        return look(() -> {
            JDialog dialog = openDialog().orElseThrow();
            List<List<String>> rows = rows(dialog);
            return rows.isEmpty() ? texts(dialog) : rows;
        });
    }

    private static List<List<String>> texts(Container container) {
        Stream<String> labels = all(container, JLabel.class).map(JLabel::getText);
        Stream<String> fields = all(container, JTextComponent.class).map(JTextComponent::getText);
        return Stream.concat(labels, fields)
                .filter(text -> text != null && !text.isEmpty())
                .map(List::of)
                .toList();
    }

    List<List<String>> closeDialog() {
        look(() -> openDialog().flatMap(dialog -> button(dialog, "OK"))).ifPresent(MBeansPage::click);
        Await.until("the dialog is closed", () -> look(MBeansPage::openDialog).isEmpty());
        return List.of();
    }

    private static Optional<JDialog> openDialog() {
        return Stream.of(Window.getWindows())
                .filter(window -> window instanceof JDialog && window.isShowing())
                .map(JDialog.class::cast)
                .findFirst();
    }

    private static Optional<JButton> button(Container container, String label) {
        return all(container, JButton.class)
                .filter(button -> label.equals(button.getText()) && button.isShowing())
                .findFirst();
    }

    /** Not waited for: a button can open a dialog, and is done only when that is closed. */
    private static void click(JButton button) {
        EventQueue.invokeLater(button::doClick);
    }

    private static <T extends Component> Stream<T> all(Container container, Class<T> type) {
        return Stream.of(container.getComponents()).flatMap(component -> {
            Stream<T> here = type.isInstance(component) ? Stream.of(type.cast(component)) : Stream.empty();
            return component instanceof Container inner ? Stream.concat(here, all(inner, type)) : here;
        });
    }

    /** Swing may be touched in its own thread only. */
    private static <T> T look(Supplier<T> look) {
        AtomicReference<T> result = new AtomicReference<>();
        change(() -> result.set(look.get()));
        return result.get();
    }

    private static void change(Runnable change) {
        try {
            EventQueue.invokeAndWait(change);
        } catch (InterruptedException | InvocationTargetException e) {
            throw new AssertionError(e);
        }
    }
}
