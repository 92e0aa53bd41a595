using System.Text.Json;
using System.Text.Json.Serialization;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Isolation.Protocol;

/// <summary>The JSON of the frames, generated at compile time.</summary>
[JsonSerializable(typeof(ReadyMessage))]
[JsonSerializable(typeof(RequestMessage))]
[JsonSerializable(typeof(FaultMessage))]
[JsonSerializable(typeof(ExtractionMessage))]
[JsonSerializable(typeof(RecognitionResult))]
internal sealed partial class WireJson : JsonSerializerContext
{
    /// <summary>For messages without distributions.</summary>
    public static WireJson Plain { get; } = new(NewOptions());

    /// <summary>For results over a taxonomy.</summary>
    public static WireJson For(EmotionTaxonomy taxonomy)
    {
        var options = NewOptions();
        options.Converters.Add(new DistributionConverter(taxonomy));
        options.Converters.Add(new ExtractionConverter());
        return new WireJson(options);
    }

    private static JsonSerializerOptions NewOptions() => new()
    {
        // What is computed from other properties is computed again.
        IgnoreReadOnlyProperties = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
}
