using System.Text.Json;

namespace Emotion.Ambiguity.AspNetCore.Description;

/// <summary>The OpenAPI document: kept by hand, compared by tests with the endpoints and with what they answer.</summary>
internal static class OpenApiDocument
{
    private const string Resource = "openapi.json";

    /// <summary>Writes its members, with the place where the server is and the version of the library.</summary>
    public static void WriteMembers(Utf8JsonWriter json, string server, string version)
    {
        using var stream = typeof(OpenApiDocument).Assembly.GetManifestResourceStream(Resource)!;
        using var document = JsonDocument.Parse(stream);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            if (member.NameEquals("info")) WriteInfo(json, member.Value, version);
            else member.WriteTo(json);
            if (member.NameEquals("openapi")) WriteServers(json, server);
        }
    }

    private static void WriteInfo(Utf8JsonWriter json, JsonElement info, string version)
    {
        json.WriteStartObject("info");
        foreach (var member in info.EnumerateObject()) member.WriteTo(json);
        json.WriteString("version", version);
        json.WriteEndObject();
    }

    private static void WriteServers(Utf8JsonWriter json, string server)
    {
        json.WriteStartArray("servers");
        json.WriteStartObject();
        json.WriteString("url", server);
        json.WriteEndObject();
        json.WriteEndArray();
    }
}
