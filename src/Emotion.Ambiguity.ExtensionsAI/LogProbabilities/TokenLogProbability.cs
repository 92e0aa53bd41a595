using System.Runtime.InteropServices;

namespace Emotion.Ambiguity.ExtensionsAI;

/// <summary>How likely a service holds a token.</summary>
/// <param name="Text">The token's text.</param>
/// <param name="LogProbability">The natural logarithm of its probability, 0 or less.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct TokenLogProbability(string Text, double LogProbability);
