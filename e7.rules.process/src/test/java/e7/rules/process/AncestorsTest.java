package e7.rules.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import e7.api.rule.Match;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AncestorsTest {

    @TempDir
    Path folder;

    private final Children children = new Children();

    @AfterEach
    void end() throws Exception {
        children.close();
    }

    private static Ancestors of(int pid) throws IOException {
        return Ancestors.of(Children.key(pid));
    }

    @Test
    void shouldNameParentAndGrandparentInThatOrder() throws Exception {
        Path boss = Children.bash(folder.resolve("boss"));
        Path clerk = Children.bash(folder.resolve("clerk"));
        int pid = children.startPrinting(boss.toString(), "-c", clerk + " -c \"" + Children.IDLE.replace("$", "\\$") + "; :\"; :");

        Ancestors ancestors = of(pid);

        assertEquals(List.of(clerk.toString(), boss.toString()), ancestors.paths().subList(0, 2));
        assertEquals(Match.YES, ParentKind.match(ancestors, List.of(folder.toRealPath() + "/")));
    }

    /** Its own file is no ancestor's. */
    @Test
    void shouldNotNameTheProcessItself() throws Exception {
        int pid = children.idle(Children.bash(folder.resolve("alone")));
        assertFalse(of(pid).paths().contains(folder.resolve("alone").toRealPath().toString()));
    }

    /** A deleted file's path counts for nothing, so that ancestor is unknown and everything else about them is not. */
    @Test
    void shouldBeIncompleteWhenAnAncestorsFileIsGone() throws Exception {
        Path boss = Children.bash(folder.resolve("boss"));
        int pid = children.startPrinting(Children.waiting(boss));
        Files.delete(boss);

        Ancestors ancestors = of(pid);

        assertFalse(ancestors.complete());
        assertEquals(Match.UNKNOWN, ParentKind.match(ancestors, List.of(boss.toString())));
        assertEquals(Match.YES, ParentKind.match(ancestors, List.of(ancestors.paths().get(0))));
    }

    /** Another file in the place of the ancestor's: what was there is unknown, and is not taken for what is there. */
    @Test
    void shouldBeIncompleteWhenAnotherFileHasTakenThePlace() throws Exception {
        Path boss = Children.bash(folder.resolve("boss"));
        int pid = children.startPrinting(Children.waiting(boss));
        Files.move(Children.bash(folder.resolve("other")), boss, StandardCopyOption.REPLACE_EXISTING);

        assertFalse(of(pid).paths().contains(boss.toString()));
        assertFalse(of(pid).complete());
    }

    /** The documented limit: who forks twice has no such parent any more, and nobody can tell that he had. */
    @Test
    void shouldNotNameAnAncestorThatHasEnded() throws Exception {
        Path boss = Children.bash(folder.resolve("boss"));
        Process process = children.start(boss.toString(), "-c", "(" + Children.IDLE + " &); :");
        int pid = children.printed(process);
        process.waitFor();

        assertFalse(of(pid).paths().contains(boss.toString()));
    }

    /** The documented limit of allow rules: a process forks, then executes what its child is to have for a parent. */
    @Test
    void shouldNameWhatAnAncestorExecutesByNow() throws Exception {
        Path allowed = Children.bash(folder.resolve("allowed"));
        Path before = Children.bash(folder.resolve("before"));
        int pid = children.startPrinting(before.toString(), "-c", Children.IDLE + " & exec " + allowed + " -c 'read; :'");
        Ancestors ancestors = of(pid);
        for (int i = 0; i < 200 && !ancestors.paths().contains(allowed.toString()); i++) {
            Thread.sleep(50);
            ancestors = of(pid);
        }

        assertEquals(allowed.toString(), ancestors.paths().get(0));
        assertFalse(ancestors.paths().contains(before.toString()));
    }

    @Test
    void shouldBeUnknownWhenTheNumberIsAnotherProcesssByNow() throws Exception {
        int pid = children.startPrinting(Children.waiting(Children.bash(folder.resolve("boss"))));
        ProcessKey real = Children.key(pid);

        assertNull(Ancestors.of(new ProcessKey(pid, real.startTime() - 1, real.device(), real.inode())));
        assertNull(Ancestors.of(new ProcessKey(pid, real.startTime(), real.device(), real.inode() + 1)));
        assertNull(Ancestors.of(new ProcessKey(pid, real.startTime(), real.device() + 1, real.inode())));
    }

    /** A line that is too long is not taken for one that ends. */
    @Test
    void shouldBeIncompleteWhenTheLineIsVeryLong() throws Exception {
        Path script = Files.writeString(folder.resolve("deep"), "n=$1; if [ $n -eq 0 ]; then echo $$; read -t 100 <> <(:); else bash $0 $((n - 1)); :; fi\n");
        int pid = children.startPrinting("/bin/bash", script.toString(), Integer.toString(Ancestors.MOST + 3));

        Ancestors ancestors = of(pid);

        assertFalse(ancestors.complete());
        assertTrue(ancestors.paths().size() <= Ancestors.MOST);
    }
}
