using Emotion.Ambiguity.LanguageModels;
using Emotion.Ambiguity.LlamaCpp.Decoding;

namespace Emotion.Ambiguity.Throughput.Baselines;

/// <summary>
/// What a C program does that answers many prompts at once (llama.cpp's own example "parallel"): a slot a sequence, all running answers and the
/// prompts of new ones in one batch, the likeliest token of each row, and the next prompt for a slot that is done.
/// </summary>
internal sealed class BareBatchLoop(RawModel model, int slots, int cells, int batchTokens) : IDisposable
{
    private const int None = -1;
    private readonly RawContext _context = new(model, cells, batchTokens, slots + 1);
    private readonly Slot[] _slots = [.. Enumerable.Range(0, slots).Select(s => new Slot(s))];
    private readonly List<(Slot Slot, int Row)> _rows = [];

    /// <summary>Answers all prompts, which begin alike.</summary>
    /// <returns>The tokens that were decoded, and the answers.</returns>
    public (long Tokens, int[][] Answers) Run(IReadOnlyList<RenderedPrompt> prompts, int maxOutputTokens)
    {
        var answers = new int[prompts.Count][];
        var prefix = DecodePrefix(prompts[0]);
        var decoded = (long)prefix;
        var next = 0;
        while (true)
        {
            foreach (var slot in _slots)
            {
                if (slot.Item == None && next < prompts.Count) Start(slot, next, prompts[next++], prefix);
            }

            Fill();
            if (_context.Count == 0) break;
            _context.Decode();
            decoded += _context.Count;
            foreach (var (slot, row) in _rows) Read(slot, row, answers, maxOutputTokens);
        }

        _context.Remove(slots, 0);
        return (decoded, answers);
    }

    public void Dispose() => _context.Dispose();

    private int DecodePrefix(RenderedPrompt prompt)
    {
        var tokens = model.Tokenize(prompt, PromptTokens.Shared);
        for (var start = 0; start < tokens.Length; start += batchTokens)
        {
            _context.Clear();
            for (var i = start; i < Math.Min(tokens.Length, start + batchTokens); i++) _context.Add(tokens[i], i, slots, wantsLogits: false);
            _context.Decode();
        }

        return tokens.Length;
    }

    private void Start(Slot slot, int item, RenderedPrompt prompt, int prefix)
    {
        (slot.Item, slot.Prompt, slot.Read, slot.Position, slot.Pending) = (item, model.Tokenize(prompt, PromptTokens.OfUtterance), 0, prefix, None);
        slot.Answer.Clear();
        _context.Copy(slots, slot.Sequence);
    }

    private void Fill()
    {
        _context.Clear();
        _rows.Clear();
        foreach (var slot in _slots)
        {
            if (slot.Item == None || slot.Pending == None) continue;
            _rows.Add((slot, _context.Add(slot.Pending, slot.Position++, slot.Sequence, wantsLogits: true)));
        }

        foreach (var slot in _slots)
        {
            if (slot.Item == None) continue;
            for (; slot.Read < slot.Prompt.Length && !_context.IsFull; slot.Read++)
            {
                var isLast = slot.Read == slot.Prompt.Length - 1;
                var row = _context.Add(slot.Prompt[slot.Read], slot.Position++, slot.Sequence, isLast);
                if (isLast) _rows.Add((slot, row));
            }
        }
    }

    private void Read(Slot slot, int row, int[][] answers, int maxOutputTokens)
    {
        var token = LogitRow.ArgMax(_context.Logits(row));
        var isEnd = model.IsEndOfGeneration(token);
        if (!isEnd) slot.Answer.Add(token);
        slot.Pending = token;
        if (!isEnd && slot.Answer.Count < maxOutputTokens) return;
        answers[slot.Item] = [.. slot.Answer];
        slot.Item = None;
        _context.Remove(slot.Sequence, 0);
    }

    private sealed class Slot(int sequence)
    {
        public int Sequence { get; } = sequence;

        public int Item { get; set; } = None;

        public int[] Prompt { get; set; } = [];

        public int Read { get; set; }

        public int Position { get; set; }

        public int Pending { get; set; } = None;

        public List<int> Answer { get; } = [];
    }
}
