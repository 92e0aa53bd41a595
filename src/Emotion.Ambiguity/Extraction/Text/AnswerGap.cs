using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.Extraction.Text;

/// <summary>What stands between two entities.</summary>
[StructLayout(LayoutKind.Auto)]
internal record struct AnswerGap
{
    public int Colons;
    public int Commas;
    public int Ands;
    public int Stops;
    public int Lines;
    public int Braces;
    public int Brackets;
    public int Bars;
    public int Fillers;
    public int Words;

    /// <summary>Whether nothing but words stands there.</summary>
    public readonly bool IsUnbroken => Colons + Commas + Ands + Stops + Lines + Braces + Brackets + Bars == 0;

    public void Add(in AnswerGap other)
    {
        Colons += other.Colons;
        Commas += other.Commas;
        Ands += other.Ands;
        Stops += other.Stops;
        Lines += other.Lines;
        Braces += other.Braces;
        Brackets += other.Brackets;
        Bars += other.Bars;
        Fillers += other.Fillers;
        Words += other.Words;
    }

    public void AddSymbol(char symbol)
    {
        switch (symbol)
        {
            case ':' or '=': Colons++; break;
            case ',': Commas++; break;
            case ';' or '.' or '!' or '?': Stops++; break;
            case '\n': Lines++; break;
            case '{' or '}': Braces++; break;
            case ']': Brackets++; break;
            case '|': Bars++; break;
        }
    }
}
