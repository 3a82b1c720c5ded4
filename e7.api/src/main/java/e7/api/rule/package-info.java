/**
 * Rules, and what the author of a rule plugin implements: {@link e7.api.rule.CriterionProvider} and {@link e7.api.rule.Criterion},
 * which answers with a {@link e7.api.rule.Match}.
 *
 * <p>Threading: providers are called from any thread; criteria are called from queue and worker threads at once.
 */
@Export
@Version("1.1.0")
package e7.api.rule;

import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
