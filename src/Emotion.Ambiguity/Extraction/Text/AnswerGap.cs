using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Extraction.Text;

/// <summary>What stands between two entities.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct AnswerGap
{
    // Small, because each of an answer's names and numbers has one; more than fit are as far as can be.
    public ushort Colons;
    public ushort Commas;
    public ushort Ands;
    public ushort Stops;
    public ushort Lines;
    public ushort Braces;
    public ushort Brackets;
    public ushort Bars;
    public ushort Fillers;
    public ushort Words;

    /// <summary>Whether nothing but words stands there.</summary>
    public readonly bool IsUnbroken => Colons + Commas + Ands + Stops + Lines + Braces + Brackets + Bars == 0;

    public void Add(in AnswerGap other)
    {
        Raise(ref Colons, other.Colons);
        Raise(ref Commas, other.Commas);
        Raise(ref Ands, other.Ands);
        Raise(ref Stops, other.Stops);
        Raise(ref Lines, other.Lines);
        Raise(ref Braces, other.Braces);
        Raise(ref Brackets, other.Brackets);
        Raise(ref Bars, other.Bars);
        Raise(ref Fillers, other.Fillers);
        Raise(ref Words, other.Words);
    }

    public void AddWords(int count) => Raise(ref Words, count);

    public void AddAnd() => Raise(ref Ands);

    public void AddFiller() => Raise(ref Fillers);

    public void AddSymbol(char symbol)
    {
        switch (symbol)
        {
            case ':' or '=': Raise(ref Colons); break;
            case ',': Raise(ref Commas); break;
            case ';' or '.' or '!' or '?': Raise(ref Stops); break;
            case '\n': Raise(ref Lines); break;
            case '{' or '}': Raise(ref Braces); break;
            case ']': Raise(ref Brackets); break;
            case '|': Raise(ref Bars); break;
        }
    }

    private static void Raise(ref ushort count, int by = 1) => count = (ushort)Math.Min(ushort.MaxValue, count + by);
}
