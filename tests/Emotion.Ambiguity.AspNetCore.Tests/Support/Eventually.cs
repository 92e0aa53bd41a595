namespace Emotion.Ambiguity.AspNetCore.Tests.Support;

/// <summary>Waits for what another thread is about to do.</summary>
internal static class Eventually
{
    public static async Task BecomesTrueAsync(Func<bool> condition)
    {
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition()) await Task.Delay(10, late.Token);
    }
}
