using CpdCourse.Linking.Pages;

namespace CpdCourse.Linking.Fetching;

/// <summary>Reads response bodies chunk by chunk, so that a body is dropped the moment it passes its limit, however small it was before inflation.</summary>
internal static class BodyReader
{
    private const int Chunk = 16 * 1024;

    /// <summary>The body of an answer as the wish has it: of a wished type and not too long; ends the exchange otherwise, before the first byte if the headers say so.</summary>
    public static async Task<byte[]> Wished(
        HttpResponseMessage response,
        FetchWish wish,
        int most,
        CancellationToken stop
    )
    {
        if (wish.PartSuffices)
        {
            return await Beginning(response, wish, most, stop);
        }

        if (!IsReadable(response, wish))
        {
            throw new FetchEndedException(FetchProblem.WrongType);
        }

        if (response.Content.Headers.ContentLength > most)
        {
            throw new FetchEndedException(FetchProblem.TooLarge);
        }

        var body = await Start(response, most + 1L, stop);
        return body.Length <= most ? body : throw new FetchEndedException(FetchProblem.TooLarge);
    }

    /// <summary>As much of the body as may be kept; nothing of a type we do not read.</summary>
    public static async Task<byte[]> Beginning(
        HttpResponseMessage response,
        FetchWish wish,
        int most,
        CancellationToken stop
    ) => IsReadable(response, wish) ? await Start(response, most, stop) : [];

    private static bool IsReadable(HttpResponseMessage response, FetchWish wish)
    {
        // A coding is still named here when it is one we do not undo, or one inside another.
        var headers = response.Content.Headers.NonValidated;
        return !headers.Contains("Content-Encoding")
            && headers.TryGetValues("Content-Type", out var types)
            && wish.Takes(Charsets.MediaType(types.First()));
    }

    private static async Task<byte[]> Start(
        HttpResponseMessage response,
        long most,
        CancellationToken stop
    )
    {
        await using var stream = await response.Content.ReadAsStreamAsync(stop);
        using var body = new MemoryStream();
        var chunk = new byte[Chunk];
        while (body.Length < most)
        {
            var count = await Read(
                stream,
                chunk.AsMemory(0, (int)Math.Min(Chunk, most - body.Length)),
                stop
            );
            if (count == 0)
            {
                break;
            }

            body.Write(chunk, 0, count);
        }

        return body.ToArray();
    }

    private static async Task<int> Read(Stream stream, Memory<byte> chunk, CancellationToken stop)
    {
        try
        {
            return await stream.ReadAsync(chunk, stop);
        }
        catch (InvalidOperationException broken)
        {
            // What Brotli says of bytes that are none.
            throw new InvalidDataException("The body is not what its coding says.", broken);
        }
    }
}
