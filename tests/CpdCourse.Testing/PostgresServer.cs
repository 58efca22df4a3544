using Npgsql;

namespace CpdCourse.Testing;

/// <summary>The PostgreSQL server that the suite runs on, if <c>CPD_TEST_POSTGRES</c> names one: a database is filled once, and each site gets a copy of it.</summary>
public static class PostgresServer
{
    private static readonly string? Address = Environment.GetEnvironmentVariable(
        "CPD_TEST_POSTGRES"
    );

    public static bool IsThere => !string.IsNullOrWhiteSpace(Address);

    /// <summary>Makes an empty database, or a copy of one that nobody is connected to.</summary>
    /// <returns>How to connect to it.</returns>
    internal static string Create(string? template = null)
    {
        var there = new NpgsqlConnectionStringBuilder(Address)
        {
            Database = $"course_{Guid.NewGuid():N}",
        };
        var from = template is null ? "" : $" TEMPLATE \"{NameIn(template)}\"";
        Order($"CREATE DATABASE \"{there.Database}\"{from}");
        return there.ToString();
    }

    internal static void Drop(string database) =>
        Order($"DROP DATABASE IF EXISTS \"{NameIn(database)}\" WITH (FORCE)");

    private static string? NameIn(string database) =>
        new NpgsqlConnectionStringBuilder(database).Database;

    private static void Order(string sql)
    {
        using var connection = new NpgsqlConnection(Address);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
