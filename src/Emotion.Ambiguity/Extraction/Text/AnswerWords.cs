using System.Collections.Frozen;

namespace Emotion.Ambiguity.Extraction.Text;

/// <summary>English words that stand around labels and numbers without being either.</summary>
internal static class AnswerWords
{
    private static readonly FrozenSet<string> Fillers = Set(
        "a an the this that it its is are was were be being been as at of for to in on with by or so then than there here also only just very quite",
        "about around roughly approximately approx circa nearly almost maybe perhaps possibly probably likely mostly mainly estimated estimate say say",
        "would could might may can will should i we my our me you your he she they them his her their which what",
        "likelihood likelihoods probability probabilities chance chances percentage percentages percent score scores value values level levels",
        "intensity weight weights confidence rating ratings share shares proportion distribution result results answer final response output",
        "emotion emotions emotional label labels name class category feeling feelings mood tone speaker audio voice expresses expressing expressed",
        "represents represent representing sounds sound seems seem shows showing less more up least most equal equals each per remaining rest",
        "br b li td tr th p strong em ul ol div span table tbody thead json true false null none na");

    private static readonly FrozenSet<string> Negations = Set("not no non never neither nor without cannot isn doesn don wasn aren t");

    private static readonly FrozenSet<string> Turns = Set("but rather instead however although though yet");

    private static readonly FrozenSet<string> EmotionNouns = Set("emotion emotions feeling feelings mood");

    private static readonly FrozenSet<string> Totals = Set("total totals sum overall altogether");

    private static readonly FrozenSet<string> Quantities = Set(
        "times db hz khz ms sec secs second seconds minute minutes hour hours day days year years word words sentence sentences syllables pauses",
        "listener listeners rater raters annotator annotators people persons speakers emotions labels categories classes options choices");

    private static readonly FrozenSet<string> NotNumbers = Set("nan inf infinity infinite");

    public static bool IsFiller(string folded) => folded.Length == 1 && char.IsAsciiLetter(folded[0]) || Fillers.Contains(folded);

    public static bool IsNegation(string folded) => Negations.Contains(folded);

    public static bool EndsNegation(string folded) => Turns.Contains(folded);

    public static bool IsEmotionNoun(string folded) => EmotionNouns.Contains(folded);

    public static bool IsTotal(string folded) => Totals.Contains(folded);

    public static bool IsQuantity(string folded) => Quantities.Contains(folded);

    public static bool IsNotANumber(string folded) => NotNumbers.Contains(folded);

    private static FrozenSet<string> Set(params ReadOnlySpan<string> lines)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines) words.UnionWith(line.Split(' '));
        return words.ToFrozenSet(StringComparer.Ordinal);
    }
}
