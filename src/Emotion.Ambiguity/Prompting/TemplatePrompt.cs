using System.Collections.Immutable;
using System.Text;
using Emotion.Ambiguity.Distributions;
using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.Speech;

namespace Emotion.Ambiguity.Prompting;

/// <summary>A prompt with named holes: an instruction that is the same for all utterances, and a message for each.</summary>
/// <remarks>
/// Holes: {labels} "a, b, c"; {labels-and} "a, b, and c"; {label-count}; and, in the utterance's message only, {text} and {audio}. Two braces ({{ or }})
/// write one. A model that hears gets the sound at {audio}; without that hole it gets the sound first, then on a line of its own the message, which is left
/// out where no words are known. Where a model only reads, {audio} is nothing, as is {text} where it only hears. Immutable and thread-safe.
/// </remarks>
public sealed class TemplatePrompt : EmotionPrompt
{
    private const string AudioHole = "audio";
    private static readonly string[] SharedHoles = ["labels", "labels-and", "label-count"];
    private readonly ImmutableArray<Piece> _instruction;
    private readonly ImmutableArray<Piece> _utterance;
    private readonly int _audioAt;
    private Wording? _last;

    /// <summary>Creates a prompt.</summary>
    /// <param name="name">A name for reports. Not empty.</param>
    /// <param name="instruction">The system message. May be empty: then there is none.</param>
    /// <param name="utterance">The user message, with {text} or {audio}.</param>
    /// <param name="answerKind">What the instruction asks the model to write.</param>
    /// <exception cref="ArgumentException">An unknown hole, an unmatched brace, {audio} twice, or neither {text} nor {audio}; the message says where.</exception>
    public TemplatePrompt(string name, string instruction, string utterance, AnswerKind answerKind)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(instruction);
        ArgumentNullException.ThrowIfNull(utterance);
        (Name, AnswerKind) = (name, answerKind);
        _instruction = Parse(instruction, SharedHoles, nameof(instruction));
        _utterance = Parse(utterance, [.. SharedHoles, "text", AudioHole], nameof(utterance));
        var holes = _utterance.Where(p => p.IsHole).Select(p => p.Value).ToList();
        if (!holes.Contains("text") && !holes.Contains(AudioHole))
            throw new ArgumentException("The utterance's message has neither {text} nor {audio}, so the model would never see the words nor hear the voice.", nameof(utterance));
        if (holes.Count(h => string.Equals(h, AudioHole, StringComparison.Ordinal)) > 1) throw new ArgumentException("The utterance's message has {audio} more than once.", nameof(utterance));
        _audioAt = IndexOfAudio(_utterance);
    }

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override AnswerKind AnswerKind { get; }

    /// <inheritdoc/>
    public override RenderedPrompt Render(PromptInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        input.Check();
        var wording = WordingFor(input.Taxonomy);
        var user = new PromptMessage(PromptRole.User, UserParts(wording.Utterance, input));
        return wording.Instruction is { } instruction ? new RenderedPrompt([instruction, user], sharedMessageCount: 1) : new RenderedPrompt([user]);
    }

    /// <summary>What all utterances over the same labels have in common is written once.</summary>
    private Wording WordingFor(EmotionTaxonomy taxonomy)
    {
        if (Volatile.Read(ref _last) is { } last && ReferenceEquals(last.Taxonomy, taxonomy)) return last;
        var instruction = _instruction.IsEmpty ? null : new PromptMessage(PromptRole.System, string.Concat(_instruction.Select(p => WithLabels(p, taxonomy).Value)));
        var wording = new Wording(taxonomy, instruction, [.. _utterance.Select(p => WithLabels(p, taxonomy))]);
        Volatile.Write(ref _last, wording);
        return wording;
    }

    private static int IndexOfAudio(ImmutableArray<Piece> pieces)
    {
        for (var i = 0; i < pieces.Length; i++)
        {
            if (pieces[i].IsAudio) return i;
        }

        return -1;
    }

    private ImmutableArray<PromptPart> UserParts(ImmutableArray<Piece> pieces, PromptInput input)
    {
        if (input.Audio is not { } audio) return [new TextPart(Fill(pieces.AsSpan(), input))];
        if (_audioAt >= 0)
        {
            return [.. TextOf(Fill(pieces.AsSpan()[.._audioAt], input)), .. SoundParts(audio), .. TextOf(Fill(pieces.AsSpan()[(_audioAt + 1)..], input))];
        }

        return input.Text is null ? SoundParts(audio) : [.. SoundParts(audio), new TextPart($"\n{Fill(pieces.AsSpan(), input)}")];
    }

    private static IEnumerable<PromptPart> TextOf(string text) => text.Length == 0 ? [] : [new TextPart(text)];

    private static ImmutableArray<PromptPart> SoundParts(AudioEmbeddings audio)
    {
        var parts = ImmutableArray.CreateBuilder<PromptPart>(3);
        if (!audio.LeadingTokenIds.IsEmpty) parts.Add(new TokenPart(audio.LeadingTokenIds));
        parts.Add(new EmbeddingPart(audio.Values, audio.Width));
        if (!audio.TrailingTokenIds.IsEmpty) parts.Add(new TokenPart(audio.TrailingTokenIds));
        return parts.ToImmutable();
    }

    private static string Fill(ReadOnlySpan<Piece> pieces, PromptInput input)
    {
        var texts = new string[pieces.Length];
        for (var i = 0; i < pieces.Length; i++) texts[i] = pieces[i] switch { { IsHole: false } => pieces[i].Value, { IsAudio: true } => "", _ => input.Text ?? "" };
        return string.Concat(texts);
    }

    /// <summary>The piece with the labels written out; {text} and {audio} stay holes.</summary>
    private static Piece WithLabels(Piece piece, EmotionTaxonomy taxonomy) => piece switch
    {
        { IsHole: false } => piece,
        { Value: "labels" } => new Piece(false, string.Join(", ", taxonomy.Labels)),
        { Value: "labels-and" } => new Piece(false, JoinWithAnd(taxonomy)),
        { Value: "label-count" } => new Piece(false, taxonomy.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        _ => piece,
    };

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

    private sealed record Wording(EmotionTaxonomy Taxonomy, PromptMessage? Instruction, ImmutableArray<Piece> Utterance);

    private sealed record Piece(bool IsHole, string Value)
    {
        public bool IsAudio => IsHole && string.Equals(Value, AudioHole, StringComparison.Ordinal);
    }
}
