package e7.console.command;

import e7.api.engine.PolicyException;
import e7.api.engine.SavedRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Keeps each text that it is given as a version, and refuses what contains {@code bad}. */
public final class FakeSavedRules implements SavedRules {

    private final List<List<String>> texts = new ArrayList<>(List.of(List.of("# first", "allow tcp")));
    public String file = "/etc/e7/rules";

    @Override
    public String file() {
        return file;
    }

    @Override
    public List<String> text() {
        return texts.get(texts.size() - 1);
    }

    @Override
    public void replace(List<String> lines) throws PolicyException {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains("bad")) {
                throw new PolicyException(i, "no criterion 'bad'");
            }
        }
        texts.add(lines);
    }

    @Override
    public List<Version> versions() {
        List<Version> versions = new ArrayList<>();
        for (int i = texts.size(); i > 0 && !file.isEmpty(); i--) {
            versions.add(new Version(i, Instant.EPOCH, texts.get(i - 1).size()));
        }
        return versions;
    }

    @Override
    public List<String> version(long number) throws PolicyException {
        if (number < 1 || number > texts.size()) {
            throw new PolicyException(0, "no version " + number);
        }
        return texts.get((int) number - 1);
    }
}
