using System.Text.Json;
using Emotion.Ambiguity.LanguageModels;

namespace WebDemo;

/// <summary>The logits behind an answer: steps x emotions x subword tokens. Immutable.</summary>
internal sealed class StepTrace
{
    private readonly IReadOnlyList<LabelTokens> _labels;
    private readonly string[] _written;
    private readonly float[][][] _logits;

    private StepTrace(IReadOnlyList<LabelTokens> labels, string[] written, float[][][] logits) => (_labels, _written, _logits) = (labels, written, logits);

    /// <summary>The number of steps, J.</summary>
    public int Count => _written.Length;

    public static StepTrace Of(Generation answer, IReadOnlyList<LabelTokens> labels, ITokenizer tokenizer)
    {
        var written = new string[answer.TokenIds.Length];
        var logits = new float[written.Length][][];
        for (var step = 0; step < written.Length; step++)
        {
            written[step] = tokenizer.Detokenize([answer.TokenIds.Span[step]]);
            var row = answer.Logits.GetStep(step).ToArray();
            logits[step] = [.. labels.Select(label => label.Ids.Select(id => row[answer.Logits.ColumnOf(id)]).ToArray())];
        }

        return new StepTrace(labels, written, logits);
    }

    /// <summary>Eq. 1: the mean over steps of the mean over an emotion's tokens.</summary>
    /// <param name="label">The emotion's place in the taxonomy.</param>
    public double Score(int label) => _logits.Average(step => step[label].Average(logit => (double)logit));

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("tokens");
        foreach (var label in _labels)
        {
            json.WriteStartArray(label.Label);
            foreach (var text in label.Texts) json.WriteStringValue(text);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteStartArray("steps");
        for (var step = 0; step < Count; step++) WriteStep(json, step);
        json.WriteEndArray();
    }

    private void WriteStep(Utf8JsonWriter json, int step)
    {
        json.WriteStartObject();
        json.WriteString("token", _written[step]);
        json.WriteStartObject("logits");
        for (var label = 0; label < _labels.Count; label++)
        {
            json.WriteStartArray(_labels[label].Label);
            foreach (var logit in _logits[step][label]) json.WriteNumberValue(logit);
            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
