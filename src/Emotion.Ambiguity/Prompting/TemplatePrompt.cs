using System.Collections.Immutable;
using System.Text;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;

namespace Emotion.Ambiguity.Prompting;

/// <summary>A prompt with named holes: an instruction that is the same for all utterances, and a message for each.</summary>
/// <remarks>
/// Holes: {labels} "a, b, c"; {labels-and} "a, b, and c"; {label-count}; and, in the utterance's message only, {text}. Two braces ({{ or }})
/// write one. Immutable and thread-safe.
/// </remarks>
public sealed class TemplatePrompt : EmotionPrompt
{
    private static readonly string[] SharedHoles = ["labels", "labels-and", "label-count"];
    private readonly ImmutableArray<Piece> _instruction;
    private readonly ImmutableArray<Piece> _utterance;

    /// <summary>Creates a prompt.</summary>
    /// <param name="name">A name for reports. Not empty.</param>
    /// <param name="instruction">The system message. May be empty: then there is none.</param>
    /// <param name="utterance">The user message, with {text} at least once.</param>
    /// <param name="answerKind">What the instruction asks the model to write.</param>
    /// <exception cref="ArgumentException">An unknown hole, an unmatched brace, or no {text}; the message says where.</exception>
    public TemplatePrompt(string name, string instruction, string utterance, AnswerKind answerKind)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(instruction);
        ArgumentNullException.ThrowIfNull(utterance);
        (Name, AnswerKind) = (name, answerKind);
        _instruction = Parse(instruction, SharedHoles, nameof(instruction));
        _utterance = Parse(utterance, [.. SharedHoles, "text"], nameof(utterance));
        if (!_utterance.Any(p => p is { IsHole: true, Value: "text" }))
            throw new ArgumentException("The utterance's message has no {text}, so the model would never see the words.", nameof(utterance));
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override AnswerKind AnswerKind { get; }

    /// <inheritdoc/>
    public override RenderedPrompt Render(PromptInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var user = new PromptMessage(PromptRole.User, Fill(_utterance, input));
        return _instruction.IsEmpty
            ? new RenderedPrompt([user])
            : new RenderedPrompt([new PromptMessage(PromptRole.System, Fill(_instruction, input)), user], sharedMessageCount: 1);
    }

    private static string Fill(ImmutableArray<Piece> pieces, PromptInput input)
    {
        var text = new StringBuilder();
        foreach (var piece in pieces)
        {
            text.Append(piece switch
            {
                { IsHole: false } => piece.Value,
                { Value: "labels" } => string.Join(", ", input.Taxonomy.Labels),
                { Value: "labels-and" } => JoinWithAnd(input.Taxonomy),
                { Value: "label-count" } => input.Taxonomy.Count.ToString(System.Globalization.CultureInfo.InvariantCulture),
                _ => input.Text,
            });
        }

        return text.ToString();
    }

    private static string JoinWithAnd(EmotionTaxonomy taxonomy) => taxonomy.Count == 2
        ? $"{taxonomy[0]} and {taxonomy[1]}"
        : $"{string.Join(", ", taxonomy.Labels.Take(taxonomy.Count - 1))}, and {taxonomy[taxonomy.Count - 1]}";

    private static ImmutableArray<Piece> Parse(string template, string[] holes, string parameterName)
    {
        var pieces = ImmutableArray.CreateBuilder<Piece>();
        var literal = new StringBuilder();
        for (var i = 0; i < template.Length; i++)
        {
            var c = template[i];
            if (c is not ('{' or '}'))
            {
                literal.Append(c);
            }
            else if (i + 1 < template.Length && template[i + 1] == c)
            {
                literal.Append(c);
                i++;
            }
            else
            {
                var end = c == '{' ? template.IndexOf('}', i) : -1;
                if (end < 0) throw new ArgumentException($"The brace at position {i} has no partner. Write two braces for one.", parameterName);
                var hole = template[(i + 1)..end];
                if (!holes.Contains(hole, StringComparer.Ordinal))
                    throw new ArgumentException($"There is no hole {{{hole}}} here (position {i}). Known: {string.Join(", ", holes.Select(h => $"{{{h}}}"))}.", parameterName);
                if (literal.Length > 0) pieces.Add(new Piece(false, literal.ToString()));
                literal.Clear();
                pieces.Add(new Piece(true, hole));
                i = end;
            }
        }

        if (literal.Length > 0) pieces.Add(new Piece(false, literal.ToString()));
        return pieces.ToImmutable();
    }

    private sealed record Piece(bool IsHole, string Value);
}
