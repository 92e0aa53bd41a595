using Emotion.Ambiguity.DependencyInjection;
using Emotion.Ambiguity.Recognition;
using Emotion.Ambiguity.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Emotion.Ambiguity.Tests.DependencyInjection;

/// <summary>Short ways to a container with one recognizer.</summary>
internal static class Containers
{
    public const string Section = "Emotion";

    public static IConfiguration Configuration(params (string Key, string Value)[] values) => new ConfigurationBuilder()
        .AddInMemoryCollection(values.Select(v => KeyValuePair.Create($"{Section}:{v.Key}", (string?)v.Value)))
        .Build()
        .GetSection(Section);

    public static ServiceProvider Build(Action<AmbiguousEmotionRecognizerBuilder> build, params (string Key, string Value)[] values)
    {
        var services = new ServiceCollection();
        build(services.AddAmbiguousEmotionRecognizer(Configuration(values)));
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public static IAmbiguousEmotionRecognizer Recognizer(this IServiceProvider services) => services.GetRequiredService<IAmbiguousEmotionRecognizer>();

    /// <summary>Scores every label alike, and writes percentages for four.</summary>
    public static ScriptedLanguageModel Model() => new("anger: 10%, happiness: 20%, sadness: 30%, neutral: 40%");
}
