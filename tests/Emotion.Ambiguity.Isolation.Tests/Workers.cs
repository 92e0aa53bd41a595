namespace Emotion.Ambiguity.Isolation.Tests;

/// <summary>Commands of the workers that the tests start.</summary>
internal static class Workers
{
    public static WorkerCommand Command(params string[] arguments) => new()
    {
        FileName = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
        Arguments = ["exec", Path.Combine(AppContext.BaseDirectory, "Emotion.Ambiguity.Isolation.Worker.dll"), .. arguments],
    };

    public static IsolatedRecognizerOptions Options(params string[] arguments) => new()
    {
        Command = Command(arguments),
        StartTimeout = TimeSpan.FromMinutes(2),
        RestartDelay = TimeSpan.FromMilliseconds(1),
    };

    public static Task<IsolatedRecognizer> StartAsync(params string[] arguments) => IsolatedRecognizer.StartAsync(Options(arguments));
}
