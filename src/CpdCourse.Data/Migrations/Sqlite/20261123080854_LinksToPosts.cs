using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class LinksToPosts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "ClosedToLinks",
                table: "Posts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "HiddenByAuthor",
                table: "Mentions",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            // Not DropColumn: that makes the table anew, and loses its index over a column that the model has no index for.
            migrationBuilder.Sql("ALTER TABLE \"Posts\" DROP COLUMN \"ClosedToLinks\"");

            migrationBuilder.Sql("ALTER TABLE \"Mentions\" DROP COLUMN \"HiddenByAuthor\"");
        }
    }
}
