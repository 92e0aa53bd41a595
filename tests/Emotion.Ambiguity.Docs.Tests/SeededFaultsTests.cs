using Emotion.Ambiguity.Tests.Shared;

namespace Emotion.Ambiguity.Docs.Tests;

/// <summary>The faults that eng/mutate.sh seeds still have the code that they stand for.</summary>
public sealed class SeededFaultsTests
{
    [Fact]
    public void EveryFault_ItsCode_IsInItsFile() =>
        File.ReadLines(RepositoryFiles.Get("eng", "mutations.tsv"))
            .Select(line => line.Split('\t'))
            .Where(cells => cells.Length != 3 || cells[1] == cells[2] || !File.ReadAllText(RepositoryFiles.Get("src", "Emotion.Ambiguity", cells[0])).Contains(cells[1], StringComparison.Ordinal))
            .Select(cells => string.Join(" | ", cells))
            .ShouldBeEmpty();
}
