namespace Emotion.Ambiguity.Extraction.Text;

/// <summary>Gives each number to the name beside it, so that all links together are as close as can be.</summary>
/// <remarks>
/// A matching of heaviest weight on a path, by dynamic programming in one pass. It needs no rule about whether numbers stand before or after their labels:
/// in "35% sadness, 65% anger" the links over the comma are weaker than the others.
/// </remarks>
internal static class NearestNumbers
{
    private const int FarthestPartner = 4;
    private const int FewEntities = 64;

    public static void Read(List<AnswerEntity> all, List<(AnswerEntity Name, AnswerEntity Number)> links)
    {
        var entities = WithoutConsumed(all);
        Span<int> best = entities.Count < FewEntities ? stackalloc int[FewEntities] : new int[entities.Count + 1];
        Span<int> partner = entities.Count < FewEntities ? stackalloc int[FewEntities] : new int[entities.Count + 1];
        best[0] = 0;
        for (var i = 1; i <= entities.Count; i++)
        {
            (best[i], partner[i]) = (best[i - 1], 0);
            var gap = default(AnswerGap);
            for (var k = i - 1; k >= 1 && i - k <= FarthestPartner; k--)
            {
                gap.Add(entities[k].Gap);
                var weight = Weight(entities[k - 1], entities[i - 1], gap);
                if (weight > 0 && best[k - 1] + weight > best[i]) (best[i], partner[i]) = (best[k - 1] + weight, k);
                if (entities[k - 1].Kind != AnswerEntityKind.Other) break;
                gap.AddWords(entities[k - 1].WordCount);
            }
        }

        for (var i = entities.Count; i > 0;)
        {
            if (partner[i] == 0)
            {
                i--;
                continue;
            }

            var (first, second) = (entities[partner[i] - 1], entities[i - 1]);
            links.Add(first.Kind == AnswerEntityKind.Number ? (second, first) : (first, second));
            i = partner[i] - 1;
        }
    }

    private static List<AnswerEntity> WithoutConsumed(List<AnswerEntity> all)
    {
        if (!all.Exists(e => e.IsConsumed)) return all;
        var left = new List<AnswerEntity>();
        var isAfterConsumed = false;
        foreach (var entity in all)
        {
            if (!entity.IsConsumed)
            {
                if (isAfterConsumed) entity.Gap = entity.Gap with { Braces = 10 };
                left.Add(entity);
            }

            isAfterConsumed = entity.IsConsumed;
        }

        return left;
    }

    // 100 is side by side; 0 or less is no link.
    private static int Weight(AnswerEntity first, AnswerEntity second, in AnswerGap gap)
    {
        var isNameFirst = second.Kind == AnswerEntityKind.Number;
        if (isNameFirst == (first.Kind == AnswerEntityKind.Number)) return 0;
        var (name, number) = isNameFirst ? (first, second) : (second, first);
        return name.Kind == AnswerEntityKind.Label ? LabelWeight(number, isNameFirst, gap) : OtherWeight(number, isNameFirst, gap);
    }

    private static int LabelWeight(AnswerEntity number, bool isNameFirst, in AnswerGap gap)
    {
        // A bare number beside words ("3 listeners") is seldom a share.
        var perWord = number.Unit == NumberUnit.Plain ? 70 : 15;

        // A colon binds what follows it to what stands before it, seldom a label to a number before it.
        var colon = gap.Colons == 0 ? 0 : isNameFirst ? 20 : -20;
        return 100 + colon - Distance(gap) - (perWord * gap.Words);
    }

    private static int OtherWeight(AnswerEntity number, bool isNameFirst, in AnswerGap gap)
    {
        if (gap.Words > 0 || gap.Lines > 0 || gap.Stops > 1) return 0;
        if (!isNameFirst) return number.Unit == NumberUnit.Percent && gap.IsUnbroken ? 50 : 0;
        if (gap.Colons + gap.Bars > 0) return 110 - Distance(gap);
        if (!gap.IsUnbroken || gap.Fillers > 0) return 0;
        return number.Unit == NumberUnit.Percent ? 60 : 30;
    }

    private static int Distance(in AnswerGap gap) =>
        (30 * gap.Commas) + (20 * gap.Ands) + (50 * gap.Stops) + (40 * gap.Lines) + (60 * gap.Braces) + (20 * gap.Brackets) + (5 * gap.Bars) + (3 * gap.Fillers);
}
