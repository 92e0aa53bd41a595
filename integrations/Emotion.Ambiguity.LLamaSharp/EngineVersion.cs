using System.Reflection;
using LLama;

namespace Emotion.Ambiguity.LLamaSharp;

/// <summary>What this engine calls itself.</summary>
internal static class EngineVersion
{
    public const string Name = "LLamaSharp";

    /// <summary>The name with a version, where the assembly tells one; that of LLamaSharp 0.27 does not.</summary>
    public static string Full { get; } = typeof(LLamaWeights).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion is { } version
        ? $"{Name} {version.Split('+')[0]}"
        : Name;
}
