namespace Emotion.Ambiguity.OpenAICompatible.Tests;

public sealed class OpenAICompatibleOptionsTests
{
    private const string Key = "sk-a b";

    [Fact]
    public async Task ConnectAsync_InvalidOptions_NamesEveryFaultAndNeverTheKey()
    {
        var options = new OpenAICompatibleOptions
        {
            BaseAddress = new Uri("ftp://host/"), Model = " ", ApiKey = Key, Server = (OpenAICompatibleServer)9, TopLogProbs = 0, MaxConcurrency = 0, MaxRetries = -1,
            RetryDelay = TimeSpan.Zero, AttemptTimeout = TimeSpan.FromHours(1), TotalTimeout = TimeSpan.FromMinutes(1), ConnectTimeout = TimeSpan.Zero, MaxResponseBytes = 0, Logger = null!,
        };
        var fault = await Should.ThrowAsync<ArgumentException>(() => OpenAICompatibleModel.ConnectAsync(options));
        string[] names =
        [
            "BaseAddress", "Model", "ApiKey", "Server", "TopLogProbs", "MaxConcurrency", "MaxRetries", "RetryDelay", "AttemptTimeout", "TotalTimeout", "ConnectTimeout", "MaxResponseBytes", "Logger",
        ];
        foreach (var name in names) fault.Message.ShouldContain(name);
        fault.ToString().ShouldNotContain(Key);
    }

    [Theory]
    [InlineData("http://user:secret@host/", "user name")]
    [InlineData("http://host/?key=1", "query")]
    public async Task ConnectAsync_AddressWithMore_IsRefused(string address, string reason)
    {
        var fault = await Should.ThrowAsync<ArgumentException>(() => OpenAICompatibleModel.ConnectAsync(new OpenAICompatibleOptions { BaseAddress = new Uri(address) }));
        fault.Message.ShouldContain(reason);
        fault.Message.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("http://host:80/v1", "http://host/")]
    [InlineData("http://host/v1/", "http://host/")]
    [InlineData("https://host/models/v1", "https://host/models/")]
    [InlineData("https://host/models", "https://host/models/")]
    public void Root_WithAndWithoutVersion_IsTheSame(string address, string root) => new OpenAICompatibleOptions { BaseAddress = new Uri(address) }.Root().ShouldBe(new Uri(root));

    [Fact]
    public void ToString_HasNoKey()
    {
        var options = new OpenAICompatibleOptions { BaseAddress = new Uri("http://host/"), ApiKey = "sk-secret", Model = "m" };
        options.ToString().ShouldBe("http://host/ (m)");
    }
}
