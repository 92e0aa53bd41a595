using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Emotion.Ambiguity.Conformance;

/// <summary>A test that applies to engines with certain parts; for others it is skipped, never passed.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Emotion.Ambiguity.Conformance.PartFactDiscoverer", "Emotion.Ambiguity.Conformance")]
public sealed class PartFactAttribute : FactAttribute
{
    /// <summary>What the test needs.</summary>
    public ModelPart Needs { get; init; }
}

/// <summary>Makes the test cases of <see cref="PartFactAttribute"/>.</summary>
public sealed class PartFactDiscoverer(IMessageSink messages) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new PartTestCase(messages, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}

/// <summary>A test case whose skip reason stands on the class that derives from the suite.</summary>
public sealed class PartTestCase : XunitTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For the deserializer of xunit alone.")]
    public PartTestCase()
    {
    }

    public PartTestCase(IMessageSink messages, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base(messages, display, options, method)
    {
    }

    protected override string? GetSkipReason(IAttributeInfo factAttribute)
    {
        var needs = factAttribute.GetNamedArgument<ModelPart>(nameof(PartFactAttribute.Needs));
        var omitted = TestMethod.TestClass.Class.ToRuntimeType().GetCustomAttributes(typeof(OmitsAttribute), inherit: true).Cast<OmitsAttribute>();
        return omitted.FirstOrDefault(o => (o.Parts & needs) != ModelPart.None)?.Reason ?? base.GetSkipReason(factAttribute);
    }
}
