using Emotion.Ambiguity.Distributions;

namespace Emotion.Ambiguity.Extraction.Probes.Fitting;

/// <summary>Checked examples as flat tables, with the features standardised over these examples.</summary>
internal sealed class ProbeTable
{
    private ProbeTable(EmotionTaxonomy taxonomy, int count, int width)
    {
        (Taxonomy, Count, Width) = (taxonomy, count, width);
        (Features, Targets) = (new double[count * width], new double[count * taxonomy.Count]);
        (Means, Scales) = (new double[width], new double[width]);
    }

    public EmotionTaxonomy Taxonomy { get; }

    public int Count { get; }

    public int Width { get; }

    public int LabelCount => Taxonomy.Count;

    /// <summary>z, example after example; 0 for a feature that is not known.</summary>
    public double[] Features { get; }

    public double[] Targets { get; }

    public double[] Means { get; }

    public double[] Scales { get; }

    public static void Check(IReadOnlyList<ProbeExample> examples)
    {
        ArgumentNullException.ThrowIfNull(examples);
        if (examples.Count == 0) throw new ArgumentException("There are no examples to train on. Give some dozens with votes at least.", nameof(examples));
        for (var i = 0; i < examples.Count; i++)
        {
            if (examples[i] is not { } example) throw new ArgumentException($"The example at position {i} is null.", nameof(examples));
            if (example.Features.Length != examples[0].Features.Length)
                throw new ArgumentException($"The example at position {i} has {example.Features.Length} features, but the first has {examples[0].Features.Length}.", nameof(examples));
            if (!example.Target.Taxonomy.Equals(examples[0].Target.Taxonomy))
                throw new ArgumentException($"The target at position {i} is over {example.Target.Taxonomy}, but the first is over {examples[0].Target.Taxonomy}.", nameof(examples));
        }
    }

    public static ProbeTable Create(IReadOnlyList<ProbeExample> examples)
    {
        var table = new ProbeTable(examples[0].Target.Taxonomy, examples.Count, examples[0].Features.Length);
        for (var i = 0; i < examples.Count; i++)
        {
            examples[i].Features.Span.CopyTo(table.Features.AsSpan(i * table.Width));
            examples[i].Target.Probabilities.CopyTo(table.Targets.AsSpan(i * table.LabelCount));
        }

        for (var f = 0; f < table.Width; f++) table.Standardize(f);
        return table;
    }

    private void Standardize(int feature)
    {
        var (known, sum, squares) = (0, 0.0, 0.0);
        for (var k = feature; k < Features.Length; k += Width)
        {
            if (double.IsNaN(Features[k])) continue;
            known++;
            sum += Features[k];
        }

        var mean = known == 0 ? 0 : sum / known;
        for (var k = feature; k < Features.Length; k += Width)
        {
            Features[k] = double.IsNaN(Features[k]) ? 0 : Features[k] - mean;
            squares += Features[k] * Features[k];
        }

        // What differs by rounding alone says nothing, and would be blown up.
        var deviation = known == 0 ? 0 : Math.Sqrt(squares / known);
        var scale = deviation > 1e-12 * Math.Max(1, Math.Abs(mean)) ? deviation : 1;
        for (var k = feature; k < Features.Length; k += Width) Features[k] = scale.Equals(deviation) ? Features[k] / scale : 0;
        (Means[feature], Scales[feature]) = (mean, scale);
    }
}
