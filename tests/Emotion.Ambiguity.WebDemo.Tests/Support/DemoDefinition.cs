namespace Emotion.Ambiguity.WebDemo.Tests.Support;

/// <summary>All tests share one server and one browser, and run one after the other.</summary>
[CollectionDefinition(Name)]
public sealed class DemoDefinition : ICollectionFixture<Demo>
{
    public const string Name = "web demo";
}
