namespace Emotion.Ambiguity.Internal;

/// <summary>Reports all faults of an options object at once, so that a caller mends them in one go.</summary>
internal static class OptionFaults
{
    public static void Throw(string optionsName, List<string> faults, string parameterName)
    {
        if (faults.Count > 0) throw new ArgumentException($"{optionsName}: {string.Join(" ", faults)}", parameterName);
    }
}
