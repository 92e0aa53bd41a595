namespace Emotion.Ambiguity.Internal.Files;

/// <summary>What the readers of all files of fitted numbers share.</summary>
internal static class FittedFile
{
    /// <summary>An error's message without the parameter's name, which means nothing to who reads about a file.</summary>
    public static string Sentence(ArgumentException fault) => fault.Message.Split(" (Parameter '", 2)[0];

    public static T Required<T>(T? value, string field, string owner)
        where T : class => value ?? throw new ArgumentException($"{owner} has no \"{field}\".");

    public static T RequiredValue<T>(T? value, string field, string owner)
        where T : struct => value ?? throw new ArgumentException($"{owner} has no \"{field}\".");
}
