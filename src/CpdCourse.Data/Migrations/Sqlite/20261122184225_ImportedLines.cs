using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CpdCourse.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class ImportedLines : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTime>(
                name: "BroughtAt",
                table: "Blogs",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ImportedLines",
                columns: table => new
                {
                    Id = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: false),
                    Import = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Who = table.Column<string>(type: "TEXT", maxLength: 60, nullable: false),
                    Title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Address = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    IsChecked = table.Column<bool>(type: "INTEGER", nullable: false),
                    AskedAt = table.Column<DateTime>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Problem = table.Column<string>(type: "TEXT", nullable: true),
                    Feed = table.Column<string>(type: "TEXT", nullable: false),
                    Blog = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true),
                    Persona = table.Column<byte[]>(type: "BLOB", maxLength: 16, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ImportedLines", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ImportedLines_Blogs_Blog",
                        column: x => x.Blog,
                        principalTable: "Blogs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_ImportedLines_Personas_Persona",
                        column: x => x.Persona,
                        principalTable: "Personas",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_ImportedLines_AskedAt",
                table: "ImportedLines",
                column: "AskedAt");

            migrationBuilder.CreateIndex(
                name: "IX_ImportedLines_Blog",
                table: "ImportedLines",
                column: "Blog");

            migrationBuilder.CreateIndex(
                name: "IX_ImportedLines_Import_Number",
                table: "ImportedLines",
                columns: new[] { "Import", "Number" },
                unique: true,
                filter: "\"Import\" <> ''");

            migrationBuilder.CreateIndex(
                name: "IX_ImportedLines_Persona",
                table: "ImportedLines",
                column: "Persona");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ImportedLines");

            migrationBuilder.DropColumn(
                name: "BroughtAt",
                table: "Blogs");
        }
    }
}
