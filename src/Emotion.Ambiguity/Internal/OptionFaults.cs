namespace Emotion.Ambiguity.Internal;

/// <summary>Reports all faults of an options object at once, so that a caller mends them in one go.</summary>
internal static class OptionFaults
{
    public static void Throw(string optionsName, List<string> faults, string parameterName)
    {
        if (faults.Count > 0) throw new ArgumentException($"{optionsName}: {string.Join(" ", faults)}", parameterName);
    }

    /// <summary>A message without the name of a parameter that whoever reads it never saw.</summary>
    public static string MessageOf(ArgumentException fault)
    {
        var suffix = $" (Parameter '{fault.ParamName}')";
        return fault.Message.EndsWith(suffix, StringComparison.Ordinal) ? fault.Message[..^suffix.Length] : fault.Message;
    }
}
