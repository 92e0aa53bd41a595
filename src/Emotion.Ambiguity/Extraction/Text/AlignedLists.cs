namespace Emotion.Ambiguity.Extraction.Text;

/// <summary>
/// Reads labels and numbers that belong together by their place: a table with the labels in its header, "anger, sadness: 60%, 40%", or labels line by line and
/// below them the numbers line by line.
/// </summary>
internal static class AlignedLists
{
    /// <summary>More lines than any taxonomy has labels: a bound for answers that never end.</summary>
    private const int LongestColumn = 100;

    public static void Read(List<AnswerEntity> entities, List<(AnswerEntity Name, AnswerEntity Number)> links)
    {
        if (entities.Count == 0) return;
        if (entities[0].Line == entities[^1].Line)
        {
            ReadLine(entities, links);
            return;
        }

        var lines = SplitLines(entities);
        for (var i = 0; i < lines.Count; i++)
        {
            if (ReadColumn(lines, i, links) is var read and > 0)
            {
                i += read - 1;
                continue;
            }

            var next = i + 1 < lines.Count ? lines[i + 1] : [];
            if (IsHeader(lines[i]) && next.Count > 0 && HoldsNumbers(next)) ReadRow(lines[i], next, links);
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

    private static bool IsHeader(List<AnswerEntity> line) => HoldsNames(line) && line.Count(e => e.Kind == AnswerEntityKind.Label) >= 2;

    private static bool HoldsNames(List<AnswerEntity> line) => line.TrueForAll(e => e.Kind != AnswerEntityKind.Number);

    private static bool HoldsNumbers(List<AnswerEntity> line) => line.TrueForAll(e => e.Kind == AnswerEntityKind.Number);

    /// <summary>Labels in several lines without numbers, and then numbers in one line or one a line.</summary>
    /// <returns>How many lines that was; 0 where it is something else.</returns>
    private static int ReadColumn(List<List<AnswerEntity>> lines, int first, List<(AnswerEntity, AnswerEntity)> links)
    {
        var middle = EndOfColumn(lines, first, HoldsNames);
        var end = EndOfColumn(lines, middle, HoldsNumbers);
        var (nameLines, numberLines) = (middle - first, end - middle);

        // One line of labels over one of numbers is a row under its header.
        if (nameLines == 0 || numberLines == 0 || (nameLines == 1 && numberLines == 1)) return 0;
        if (numberLines > 1 && lines.FindIndex(middle, numberLines, line => line.Count > 1) >= 0) return 0;
        List<AnswerEntity> names = [.. lines[first..middle].SelectMany(line => line)];
        if (names.Count < 2) return 0;
        List<AnswerEntity> numbers = [.. lines[middle..end].SelectMany(line => line)];

        // A column of numbers is meant for the column of labels above it, even where one is missing: better no answer than the last label with another's number.
        var isPaired = Zip(names, numbers, links);
        if (!isPaired && (nameLines == 1 || numberLines == 1)) return 0;
        Consume(names);
        Consume(numbers);
        return end - first;
    }

    private static int EndOfColumn(List<List<AnswerEntity>> lines, int first, Predicate<List<AnswerEntity>> holds)
    {
        var end = first;
        while (end < lines.Count && end - first < LongestColumn && holds(lines[end])) end++;
        return end;
    }

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
        if (!IsAligned(line)) return;
        var numbers = line.FindAll(e => e.Kind == AnswerEntityKind.Number);
        var names = line.FindAll(e => e.Kind != AnswerEntityKind.Number);
        if (Zip(names, numbers, links)) Consume(line);
    }

    /// <summary>Whether all numbers stand after all labels or before them, as many as there are labels or names. Most answers are not like that, so this costs nothing.</summary>
    private static bool IsAligned(List<AnswerEntity> line)
    {
        var (labels, numbers) = (0, 0);
        AnswerEntity? firstLabel = null, lastLabel = null, firstNumber = null, lastNumber = null;
        foreach (var entity in line)
        {
            if (entity.Kind == AnswerEntityKind.Number)
            {
                numbers++;
                firstNumber ??= entity;
                lastNumber = entity;
            }
            else if (entity.Kind == AnswerEntityKind.Label)
            {
                labels++;
                firstLabel ??= entity;
                lastLabel = entity;
            }
        }

        if (numbers < 2 || labels < 2 || (labels != numbers && line.Count - numbers != numbers)) return false;
        return lastLabel!.Start < firstNumber!.Start || lastNumber!.Start < firstLabel!.Start;
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
