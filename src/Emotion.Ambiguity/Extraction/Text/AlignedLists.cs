namespace Emotion.Ambiguity.Extraction.Text;

/// <summary>Reads labels and numbers that belong together by their place: a table with the labels in its header, or "anger, sadness: 60%, 40%".</summary>
internal static class AlignedLists
{
    public static void Read(List<AnswerEntity> entities, List<(AnswerEntity Name, AnswerEntity Number)> links)
    {
        var lines = SplitLines(entities);
        for (var i = 0; i < lines.Count; i++)
        {
            var next = i + 1 < lines.Count ? lines[i + 1] : [];
            if (IsHeader(lines[i]) && next.Count > 0 && next.TrueForAll(e => e.Kind == AnswerEntityKind.Number)) ReadRow(lines[i], next, links);
            else ReadLine(lines[i], links);
        }
    }

    private static List<List<AnswerEntity>> SplitLines(List<AnswerEntity> entities)
    {
        var lines = new List<List<AnswerEntity>>();
        foreach (var entity in entities)
        {
            if (lines.Count == 0 || lines[^1][0].Line != entity.Line) lines.Add([]);
            lines[^1].Add(entity);
        }

        return lines;
    }

    private static bool IsHeader(List<AnswerEntity> line) =>
        line.TrueForAll(e => e.Kind != AnswerEntityKind.Number) && line.Count(e => e.Kind == AnswerEntityKind.Label) >= 2;

    private static void ReadRow(List<AnswerEntity> header, List<AnswerEntity> row, List<(AnswerEntity, AnswerEntity)> links)
    {
        if (row.Count == 1 && row[0].Column == 0) return;
        if (row.Exists(e => e.Column > 0))
        {
            var columns = new Dictionary<int, AnswerEntity>();
            foreach (var name in header) columns[name.Column] = name;
            foreach (var number in row)
            {
                if (columns.TryGetValue(number.Column, out var name)) links.Add((name, number));
            }
        }
        else
        {
            Zip(header, row, links);
        }

        // Numbers that cannot be lined up with their labels belong to none of them.
        Consume(header);
        Consume(row);
    }

    private static void ReadLine(List<AnswerEntity> line, List<(AnswerEntity, AnswerEntity)> links)
    {
        var numbers = line.FindAll(e => e.Kind == AnswerEntityKind.Number);
        if (numbers.Count < 2) return;
        var names = line.FindAll(e => e.Kind != AnswerEntityKind.Number);
        var labels = names.FindAll(e => e.Kind == AnswerEntityKind.Label);
        if (labels.Count < 2 || (labels.Count != numbers.Count && names.Count != numbers.Count)) return;
        var namesFirst = labels[^1].Start < numbers[0].Start;
        var numbersFirst = numbers[^1].Start < labels[0].Start;
        if ((!namesFirst && !numbersFirst) || !Zip(names, numbers, links)) return;
        Consume(line);
    }

    private static bool Zip(List<AnswerEntity> names, List<AnswerEntity> numbers, List<(AnswerEntity, AnswerEntity)> links)
    {
        if (names.Count != numbers.Count) names = names.FindAll(e => e.Kind == AnswerEntityKind.Label);
        if (names.Count != numbers.Count) return false;
        for (var i = 0; i < names.Count; i++) links.Add((names[i], numbers[i]));
        return true;
    }

    private static void Consume(List<AnswerEntity> entities)
    {
        foreach (var entity in entities) entity.IsConsumed = true;
    }
}
