package e7.console.command;

import e7.api.cache.CacheStats;
import e7.api.engine.Caches;
import java.util.ArrayList;
import java.util.List;

/** Two kinds, two strategies; remembers what was switched. */
public final class FakeCaches implements Caches {

    final List<String> used = new ArrayList<>();
    String chosen = "array-slot";

    @Override
    public List<String> kinds() {
        return List.of("process", "verdict");
    }

    @Override
    public List<String> strategies() {
        return List.of("array-slot", "douane-list");
    }

    @Override
    public void use(String kind, String strategy) {
        if (!strategies().contains(strategy)) {
            throw new IllegalArgumentException("no strategy '" + strategy + "'");
        }
        used.add(kind + " " + strategy);
    }

    @Override
    public List<CacheInfo> caches() {
        return List.of(
                new CacheInfo("process", "array-slot", chosen, new CacheStats(90, 10, 1, 2, 3, 4096, 150, 0), ""),
                new CacheInfo("verdict", "none", "gone", new CacheStats(0, 0, 0, 0, 0, 0, 0, 0), "2026-01-01T00:00:00Z"));
    }
}
