using Emotion.Ambiguity.Evaluation.Datasets;
using Emotion.Ambiguity.Evaluation.Tests.Support;
using Emotion.Ambiguity.Recognition;

namespace Emotion.Ambiguity.Evaluation.Tests.Datasets;

public sealed class DialogueContextTests
{
    [Fact]
    public async Task WithContext_InterleavedDialogues_EachHasItsOwnLastTurns()
    {
        var dataset = new ListDataset(ListDataset.Three,
        [
            Turn("a1", "A", "Ann", "Hi."), Turn("b1", "B", null, "One."), Turn("a2", "A", "Bob", "Hello."), Turn("lone", null, "Ann", "Alone."),
            Turn("a3", "A", "Ann", null), Turn("a4", "A", "Bob", "Well?"), Turn("b2", "B", null, "Two."),
        ]);
        var items = await Corpus.ReadAsync(dataset.WithContext(2));
        items.Select(i => $"{i.Id}: {string.Join(" | ", i.Utterance.Context.Select(t => $"{t.Speaker}>{t.Text}"))}").ShouldBe(
            ["a1: ", "b1: ", "a2: Ann>Hi.", "lone: ", "a3: Ann>Hi. | Bob>Hello.", "a4: Ann>Hi. | Bob>Hello.", "b2: >One."]);
        Should.Throw<ArgumentOutOfRangeException>(() => dataset.WithContext(0));
    }

    private static AnnotatedUtterance Turn(string id, string? dialogue, string? speaker, string? words) =>
        new(Utterance.FromText(words ?? "", id), ListDataset.Three) { Dialogue = dialogue, Speaker = speaker, Transcript = words };
}
