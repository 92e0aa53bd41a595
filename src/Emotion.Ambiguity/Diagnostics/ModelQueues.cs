using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Emotion.Ambiguity.Diagnostics;

/// <summary>The queues of the language models in process. Static like the instrument that asks them; each is in it from creation to disposal.</summary>
internal static class ModelQueues
{
    private static readonly ConcurrentDictionary<object, (string ModelId, Func<int> Length)> Queues = new(ReferenceEqualityComparer.Instance);

    public static void Add(object model, string modelId, Func<int> length)
    {
        Queues[model] = (modelId, length);

        // The instrument comes into being with its class, which nothing else may have touched yet.
        _ = Instruments.QueueLength;
    }

    public static void Remove(object model) => Queues.TryRemove(model, out _);

    public static IEnumerable<Measurement<int>> Observe() =>
        Queues.Values.GroupBy(q => q.ModelId, StringComparer.Ordinal).Select(g => new Measurement<int>(g.Sum(q => q.Length()), new KeyValuePair<string, object?>(TagNames.Model, g.Key)));
}
