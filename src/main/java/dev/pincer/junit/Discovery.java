// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import com.google.common.collect.ImmutableSet;
import dev.pincer.ModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.SelectorResolutionResult;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.ClasspathRootSelector;
import org.junit.platform.engine.discovery.DirectorySelector;
import org.junit.platform.engine.discovery.FileSelector;
import org.junit.platform.engine.discovery.ModuleSelector;
import org.junit.platform.engine.discovery.PackageNameFilter;
import org.junit.platform.engine.discovery.PackageSelector;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;

/** Turns what a runner selects into tests. What is not ours is left to other engines. */
final class Discovery {
  private static final String CLASS = "class";
  private static final String MODELS = "models";

  private final EngineDiscoveryRequest request;
  private final EngineDescriptor root;
  private final Predicate<String> classNames;

  Discovery(EngineDiscoveryRequest request, UniqueId id) {
    this.request = request;
    this.root = new EngineDescriptor(id, "Pincer");
    Predicate<String> names =
        Filter.composeFilters(request.getFiltersByType(ClassNameFilter.class)).toPredicate();
    Predicate<String> packages =
        Filter.composeFilters(request.getFiltersByType(PackageNameFilter.class)).toPredicate();
    this.classNames =
        name ->
            names.test(name)
                && packages.test(name.substring(0, Math.max(0, name.lastIndexOf('.'))));
  }

  TestDescriptor tests() {
    for (DiscoverySelector selector : request.getSelectorsByType(DiscoverySelector.class)) {
      SelectorResolutionResult result;
      try {
        result =
            resolve(selector)
                ? SelectorResolutionResult.resolved()
                : SelectorResolutionResult.unresolved();
      } catch (RuntimeException e) {
        result = SelectorResolutionResult.failed(e);
      }
      request.getDiscoveryListener().selectorProcessed(root.getUniqueId(), selector, result);
    }
    return root;
  }

  /** Whether it is one of ours. */
  private boolean resolve(DiscoverySelector selector) {
    if (selector instanceof ClassSelector one) {
      return addClass(one.getJavaClass());
    } else if (selector instanceof PackageSelector one) {
      return addAll(
          ReflectionSupport.findAllClassesInPackage(
              one.getPackageName(), Discovery::isOurs, classNames));
    } else if (selector instanceof ClasspathRootSelector one) {
      return addAll(
          ReflectionSupport.findAllClassesInClasspathRoot(
              one.getClasspathRoot(), Discovery::isOurs, classNames));
    } else if (selector instanceof ModuleSelector one) {
      return addAll(
          ReflectionSupport.findAllClassesInModule(
              one.getModuleName(), Discovery::isOurs, classNames));
    } else if (selector instanceof DirectorySelector one) {
      return addPath(one.getPath());
    } else if (selector instanceof FileSelector one) {
      return one.getPath().toString().endsWith(".c") && addPath(one.getPath());
    } else if (selector instanceof UniqueIdSelector one) {
      return addId(one.getUniqueId());
    }
    return false;
  }

  private static boolean isOurs(Class<?> type) {
    return AnnotationSupport.isAnnotated(type, ModelTests.class);
  }

  private boolean addAll(List<Class<?>> types) {
    boolean any = false;
    for (Class<?> type : types) {
      any |= addClass(type);
    }
    return any;
  }

  private boolean addClass(Class<?> type) {
    ModelTests annotation = AnnotationSupport.findAnnotation(type, ModelTests.class).orElse(null);
    if (annotation == null || !classNames.test(type.getName())) {
      return false;
    }
    UniqueId id = root.getUniqueId().append(CLASS, type.getName());
    if (!has(id)) {
      Group group = new Group(id, type.getSimpleName(), ClassSource.from(type), ImmutableSet.of());
      new Tree(List.of(annotation.scenarios()), List.of(annotation.stages()))
          .grow(group, List.of(annotation.value()));
      root.addChild(group);
    }
    return true;
  }

  /**
   * A file or folder. What exists and is no folder of models is another engine's; what does not
   * exist is nobody's, and so a mistake.
   */
  private boolean addPath(Path path) {
    if (Files.isDirectory(path) && !Files.exists(path.resolve("series"))) {
      return false;
    }
    String name = path.toString().replace('\\', '/');
    UniqueId id = root.getUniqueId().append(MODELS, name);
    if (!has(id)) {
      Group group = new Group(id, name, null, ImmutableSet.of());
      new Tree(List.of(), List.of()).grow(group, List.of(name));
      root.addChild(group);
    }
    return true;
  }

  private boolean has(UniqueId id) {
    return root.getChildren().stream().anyMatch(child -> child.getUniqueId().equals(id));
  }

  /** A test or group by the id that an earlier run gave it, as of a runner that runs one again. */
  private boolean addId(UniqueId id) {
    if (!id.hasPrefix(root.getUniqueId())) {
      return false;
    }
    int depth = root.getUniqueId().getSegments().size();
    if (id.getSegments().size() == depth) {
      return false;
    }
    UniqueId.Segment top = id.getSegments().get(depth);
    Set<? extends TestDescriptor> before = Set.copyOf(root.getChildren());
    if (top.getType().equals(CLASS)) {
      ReflectionSupport.tryToLoadClass(top.getValue()).toOptional().ifPresent(this::addClass);
    } else if (top.getType().equals(MODELS)) {
      addPath(Path.of(top.getValue()));
    }
    List<TestDescriptor> added = new ArrayList<>(root.getChildren());
    added.removeAll(before);
    added.forEach(child -> keep(child, id));
    if (root.findByUniqueId(id).isEmpty()) {
      String message = ModelException.noTests(id.toString()).getMessage();
      root.addChild(new Mistake(root.getUniqueId(), null, message));
    }
    return true;
  }

  /** Leaves out all that is neither on the way to {@code id} nor below it. */
  private static void keep(TestDescriptor node, UniqueId id) {
    if (node.getUniqueId().hasPrefix(id)) {
      return;
    }
    if (!id.hasPrefix(node.getUniqueId())) {
      node.removeFromHierarchy();
      return;
    }
    List.copyOf(node.getChildren()).forEach(child -> keep(child, id));
  }
}
